import { signaturesPath } from '#content/addresses.ts';
import { linesOf } from '#desk/text-lines.ts';
import { parseLine } from '#domain/download-line.ts';
import { type Part, prefixesOf } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { CommandError } from './command.ts';
import { type OrganizersSite, whyRefused } from './organizers-site.ts';

/**
 * What came of asking for a part. `parts`: ask for so many instead; `expected`: how many rows it should have; each is
 * `null` where the site did not say.
 */
export type PartAnswer =
  | { readonly kind: 'whole'; readonly ndjson: string; readonly rows: number; readonly sealed: number }
  | { readonly kind: 'tooLarge'; readonly parts: number | null }
  | { readonly kind: 'broken'; readonly why: string; readonly expected: number | null }
  | { readonly kind: 'unavailable'; readonly why: string };

/** Longer than a function may take; a connection that is silent for so long is lost. */
const SILENCE_MS = 65_000;

/** Asks once for one part of a campaign's signatures and looks whether it is whole. Throws on what no second try mends. */
export async function askForPart(
  site: OrganizersSite,
  campaign: string,
  part: Part,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  let expected: number | null = null;
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    const response = await site.ask(addressOf(campaign, part), { signal: either });
    const refusal = whyRefused(response, campaign, site.origin);
    if (refusal) throw refusal;
    if (response.status === 409) return { kind: 'tooLarge', parts: await partsIn(response) };
    if (!response.ok) return { kind: 'unavailable', why: `${site.origin} answers ${response.status}` };
    expected = rowsIn(response);
    return await readPart(response, campaign, part, () => timer.refresh());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandError) throw error;
    const code = unreached(error);
    if (code !== null) return { kind: 'unavailable', why: `${site.origin} cannot be reached (${code})` };
    // Messages of our own reader quote nothing; those of others are not shown.
    const why = error instanceof PartError ? error.message : 'the connection broke off';
    return { kind: 'broken', why, expected };
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
    .ask(addressOf(campaign, part), { method: 'HEAD', signal: patience })
    .catch(() => null);
  signal.throwIfAborted();
  const refusal = response && whyRefused(response, campaign, site.origin);
  if (refusal) throw refusal;
  if (response?.status === 409) return null;
  const rows = response?.ok ? rowsIn(response) : null;
  if (rows !== null) return rows;
  throw new CommandError(1, `${site.origin} does not answer. Run the same command again later.`);
}

/** Why no connection came about; `null` for one that did, and was lost. */
function unreached(error: unknown): string | null {
  const cause = error instanceof TypeError ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  // What Node's fetch says of a connection that the other side closed before, or while, it answered.
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' ? null : code;
}

/** What is wrong with a part that arrived; says nothing of what is in it. */
class PartError extends Error {
  override readonly name = 'PartError';
}

function addressOf(campaign: string, { number, of }: Part): string {
  return `${signaturesPath(campaign)}?format=ndjson${of === 1 ? '' : `&part=${number}/${of}`}`;
}

async function readPart(
  response: Response,
  campaign: string,
  part: Part,
  heard: () => void,
): Promise<PartAnswer> {
  const expected = rowsIn(response);
  if (expected === null) {
    throw new CommandError(2, 'The answer has no Signature-Count: this is no site of Undersigned.');
  }
  const lines: string[] = [];
  const ids = new Set<string>();
  const prefixes = prefixesOf(part);
  let sealed = 0;
  for await (const line of response.body ? linesOf(response.body) : []) {
    heard();
    const signature = toSignature(line);
    if (signature.campaign !== campaign || !prefixes.some((prefix) => signature.id.startsWith(prefix))) {
      throw new PartError('it has a row that belongs elsewhere');
    }
    if ('sealed' in signature) sealed += 1;
    ids.add(signature.id);
    lines.push(line);
  }
  if (lines.length !== expected) throw new PartError(`it has ${lines.length} rows of ${expected}`);
  // Parts are apart by the first digits of ids: no id twice in any of them means no id twice at all.
  if (ids.size !== lines.length) throw new PartError('it has an id twice');
  return { kind: 'whole', ndjson: lines.map((line) => `${line}\n`).join(''), rows: lines.length, sealed };
}

function toSignature(line: string): Signature {
  try {
    return parseLine(line);
  } catch (error) {
    throw new PartError('it has a line that is no signature', { cause: error });
  }
}

function rowsIn(response: Response): number | null {
  const count = response.headers.get('signature-count') ?? '';
  return /^\d+$/u.test(count) ? Number(count) : null;
}

async function partsIn(response: Response): Promise<number | null> {
  const answer: unknown = await response.json().catch(() => null);
  const parts = typeof answer === 'object' && answer !== null && 'parts' in answer ? answer.parts : null;
  return typeof parts === 'number' ? parts : null;
}
