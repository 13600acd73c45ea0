import type { Part } from '#domain/part.ts';
import { isOpenSignature } from '#domain/signature.ts';
import { announcedRows, partPath, readPart } from '#download/part-reader.ts';
import { toLine } from '#download/row.ts';
import { CommandError } from './command.ts';
import { type OrganizersSite, whyRefused } from './organizers-site.ts';

/**
 * What came of asking for a part. `broken`: it did not arrive whole; `expected` is `null` where the site did not say
 * how many rows it has. `unavailable`: the site could not be reached, or answered with an error of its own.
 */
export type RequestedPart =
  | { readonly kind: 'whole'; readonly ndjson: string; readonly rows: number; readonly sealed: number }
  | { readonly kind: 'tooLarge'; readonly parts: readonly Part[] }
  | { readonly kind: 'broken'; readonly why: string; readonly expected: number | null }
  | { readonly kind: 'unavailable'; readonly why: string };

/** Longer than a function may take; a connection that is silent for so long is lost. */
const SILENCE_MS = 65_000;

/** Asks once for one part of a campaign's signatures and checks it. Throws on what no second try mends. */
export async function askForPart(
  site: OrganizersSite,
  campaign: string,
  part: Part,
  signal: AbortSignal,
): Promise<RequestedPart> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    const response = await site.ask(partPath(campaign, part), { signal: either });
    const refusal = whyRefused(response, campaign, site.origin);
    if (refusal) throw refusal;
    const answer = await readPart(response, { campaign, part, arrived: () => timer.refresh() });
    signal.throwIfAborted();
    switch (answer.kind) {
      case 'whole': {
        const { signatures } = answer;
        const ndjson = signatures.map(toLine).join('');
        const sealed = signatures.filter((signature) => !isOpenSignature(signature)).length;
        return { kind: 'whole', ndjson, rows: signatures.length, sealed };
      }
      case 'refused':
        if (answer.status === 409) throw tooLargeForEver(part);
        return { kind: 'unavailable', why: `${site.origin} answers ${answer.status}` };
      case 'foreign':
        throw new CommandError(2, 'The answer has no Signature-Count: this is no site of Undersigned.');
      case 'tooLarge':
      case 'broken':
        return answer;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandError) throw error;
    const code = unreached(error);
    if (code !== null) return { kind: 'unavailable', why: `${site.origin} cannot be reached (${code})` };
    return { kind: 'broken', why: 'the connection broke off', expected: null };
  } finally {
    clearTimeout(timer);
  }
}

/** How many rows a part has now; `null` where it has become too many for one answer. Throws where the site does not say. */
export async function countPart(
  site: OrganizersSite,
  campaign: string,
  part: Part,
  signal: AbortSignal,
): Promise<number | null> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]);
  const response = await site
    .ask(partPath(campaign, part), { method: 'HEAD', signal: patience })
    .catch(() => null);
  signal.throwIfAborted();
  const refusal = response && whyRefused(response, campaign, site.origin);
  if (refusal) throw refusal;
  if (response?.status === 409) return null;
  const rows = response?.ok ? announcedRows(response) : null;
  if (rows !== null) return rows;
  throw new CommandError(1, `${site.origin} does not answer. Run the same command again later.`);
}

/** A part that no answer can hold, and that cannot be asked for in smaller ones. */
export function tooLargeForEver({ number, of }: Part): CommandError {
  return new CommandError(
    2,
    `Part ${number}/${of} is too large for one answer, and the site names no smaller ones.`,
  );
}

/** Why no connection came about; `null` for one that did, and was lost. */
function unreached(error: unknown): string | null {
  const cause = error instanceof TypeError ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  // What Node's fetch says of a connection that the other side closed before, or while, it answered.
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' ? null : code;
}
