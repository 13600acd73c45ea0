import { withoutPart } from '#markdown/without-part.ts';
import { type Host, readSettings } from '#settings/settings.ts';

export type { Host };

/** A document of a site, without its parts about other hosts. `hosts` names the heading of the part about each. */
export function partsFor(
  html: string,
  hosts: Readonly<Record<Host, string>>,
  host: Host = readSettings().host,
): string {
  const others = Object.entries(hosts).filter(([of]) => of !== host);
  return others.reduce((rest, [, heading]) => withoutPart(rest, heading), html);
}
