import { CommandError } from '#cli/command/command.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { isTyped } from '#domain/own-answer.ts';
import type { Part } from '#domain/part.ts';
import { announcedRows, partPath, type WantedRows } from '#download/part-reader.ts';
import type { RowKind } from '#download/row-kind.ts';
import { SILENCE_MS } from './part-request.ts';

/** The rows that are counted. Their fields do not matter. */
type CountedRows = Omit<WantedRows<never>, 'kind'> & { readonly kind: Pick<RowKind<never>, 'path'> };

/**
 * The number of rows a part has now; `null` for too many for one answer. Throws if the site does not say
 * it.
 */
export async function countPart(
  site: OrganizersSite,
  { kind, campaign, isAside }: CountedRows,
  part: Part,
  signal: AbortSignal,
): Promise<number | null> {
  const ask = () => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]);
    return site.ask(partPath(kind, campaign, part, isAside), { method: 'HEAD', signal: patience });
  };
  const response = await site.patiently(ask, signal).catch(() => null);
  signal.throwIfAborted();
  const refusal = response && whyRefused(response, campaign, site.origin);
  if (refusal) throw refusal;
  if (response?.status === 409 && isTyped('application/json', response)) return null;
  const rows = response && announcedRows(response);
  if (rows !== null) return rows;
  throw new CommandError(1, `${site.origin} does not answer. Run the same command again later.`);
}
