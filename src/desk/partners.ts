import type { Partner } from '#domain/partner.ts';
import type { Tally } from './figures.ts';
import { FEWEST_PER_PLACE } from './packet.ts';

/** A partner of the campaign, and how many signed through it as far as the public may know. */
export interface ShownPartner {
  readonly name: string;
  /** `null` for fewer than five: so few could tell who signed. */
  readonly count: number | null;
}

/** The campaign's partners for the public, most signatures first. No other slug is among them. */
export function shownPartners(partners: readonly Partner[], tallies: readonly Tally[]): ShownPartner[] {
  return partners
    .map(({ slug, name }) => {
      const count = tallies.find(({ value }) => value === slug)?.count ?? 0;
      return { name, count: count >= FEWEST_PER_PLACE ? count : null };
    })
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.name < b.name ? -1 : 1));
}
