import { CommandError } from '#cli/command/command.ts';
import { codeOfUnreached } from '#cli/site/lost-connection.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import type { Part } from '#domain/part.ts';
import { type PartAnswer, partPath, readPart, type WantedRows } from '#download/part-reader.ts';
import type { Row, RowKind } from '#download/row-kind.ts';

/**
 * The result of asking for a part.
 * `tooLarge`: ask for these parts instead.
 * `broken`: it did not arrive whole; `expected` is `null` if the site did not say how many rows it has.
 * `unavailable`: the site is out of reach, or it answered with an error of its own.
 */
export type RequestedPart =
  | { readonly kind: 'whole'; readonly ndjson: string; readonly rows: number; readonly sealed: number }
  | { readonly kind: 'tooLarge'; readonly parts: readonly Part[] }
  | { readonly kind: 'broken'; readonly why: string; readonly expected: number | null }
  | { readonly kind: 'unavailable'; readonly why: string };

/** A connection without a byte for this long is lost: no function may run longer. */
export const SILENCE_MS = 65_000;

/** Asks once for one part of a campaign's rows and checks it. Throws what no second try mends. */
export async function askForPart<Kept extends Row>(
  site: OrganizersSite,
  { kind, campaign, isAside }: WantedRows<Kept>,
  part: Part,
  signal: AbortSignal,
): Promise<RequestedPart> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    const ask = () => {
      timer.refresh();
      return site.ask(partPath(kind, campaign, part, isAside), { signal: either });
    };
    const response = await site.patiently(ask, signal);
    const refusal = whyRefused(response, campaign, site.origin);
    if (refusal) throw refusal;
    const answer = await readPart(response, { kind, campaign, part, arrived: () => timer.refresh() });
    signal.throwIfAborted();
    return toRequested(answer, { kind, part, origin: site.origin });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandError) throw error;
    const code = codeOfUnreached(error);
    if (code !== null) return { kind: 'unavailable', why: `${site.origin} cannot be reached (${code})` };
    return { kind: 'broken', why: 'the connection broke off', expected: null };
  } finally {
    clearTimeout(timer);
  }
}

function toRequested<Kept extends Row>(
  answer: PartAnswer<Kept>,
  { kind, part, origin }: { kind: RowKind<Kept>; part: Part; origin: string },
): RequestedPart {
  switch (answer.kind) {
    case 'whole': {
      const { rows } = answer;
      const ndjson = rows.map(kind.toLine).join('');
      const sealed = rows.filter((row) => kind.sealOf(row) !== null).length;
      return { kind: 'whole', ndjson, rows: rows.length, sealed };
    }
    case 'refused':
      if (answer.status === 409) throw tooLargeForEver(part);
      return { kind: 'unavailable', why: `${origin} answers ${answer.status}` };
    case 'foreign':
      throw new CommandError(
        2,
        'The answer is no download: this is no site of Undersigned, or the network here answers instead.',
      );
    case 'tooLarge':
    case 'broken':
      return answer;
  }
}

function tooLargeForEver({ number, of }: Part): CommandError {
  return new CommandError(
    2,
    `Part ${number}/${of} is too large for one answer, and the site names no smaller ones.`,
  );
}
