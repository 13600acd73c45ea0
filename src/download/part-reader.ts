import { isAnswerIn } from '#domain/own-answer.ts';
import { type Part, prefixesOf } from '#domain/part.ts';
import { smallerParts } from './part-plan.ts';
import type { Row, RowKind } from './row-kind.ts';
import { linesOf } from './text-lines.ts';

/**
 * The content of the answer for one part.
 * `whole`: every row, checked. `tooLarge`: ask for these parts instead.
 * `refused`: the site refused with this status. `foreign`: the answer is not from Undersigned, but of something in between.
 * `broken`: the answer is incomplete or wrong; `why` quotes none of its content.
 */
export type PartAnswer<Kept extends Row> =
  | { readonly kind: 'whole'; readonly rows: readonly Kept[] }
  | { readonly kind: 'tooLarge'; readonly parts: readonly Part[] }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'broken'; readonly why: string; readonly expected: number };

/** The rows of a campaign, of one kind. */
export interface WantedRows<Kept extends Row> {
  readonly kind: RowKind<Kept>;
  readonly campaign: string;
  /** True for just what is set aside. */
  readonly isAside?: boolean;
}

/** The part that an answer should hold. `arrived` gets the share of rows read so far, from 0 to 1. */
interface WantedPart<Kept extends Row> extends WantedRows<Kept> {
  readonly part: Part;
  readonly arrived?: (share: number) => void;
}

/** The address of one part as NDJSON, of all that counts or of just what is set aside. */
export function partPath(
  { path }: Pick<RowKind<never>, 'path'>,
  campaign: string,
  { number, of }: Part,
  isAside = false,
): string {
  const part = of === 1 ? '' : `&part=${number}/${of}`;
  return `${path(campaign)}?format=ndjson${part}${isAside ? '&aside=only' : ''}`;
}

/** The number of rows that an answer announces; `null` if it is not one of ours that announces some. */
export function announcedRows(response: Response): number | null {
  if (!isAnswerIn('application/x-ndjson', response)) return null;
  const count = response.headers.get('signature-count') ?? '';
  return /^\d+$/u.test(count) ? Number(count) : null;
}

/** Reads and checks the answer for one part. Every client of a download uses this function. */
export async function readPart<Kept extends Row>(
  response: Response,
  wanted: WantedPart<Kept>,
): Promise<PartAnswer<Kept>> {
  if (response.status === 409) return readTooLarge(response, wanted.part);
  if (!response.ok) return { kind: 'refused', status: response.status };
  const expected = announcedRows(response);
  if (expected === null) return { kind: 'foreign' };
  try {
    return { kind: 'whole', rows: await readRows(response, expected, wanted) };
  } catch (error) {
    // Messages of other errors may quote a row, so they stay hidden.
    const why = error instanceof PartError ? error.message : 'the connection broke off';
    return { kind: 'broken', why, expected };
  }
}

async function readTooLarge(response: Response, part: Part): Promise<PartAnswer<never>> {
  const answer: unknown = await response.json().catch(() => null);
  const wanted = typeof answer === 'object' && answer !== null && 'parts' in answer ? answer.parts : null;
  const parts = smallerParts(part, wanted);
  return parts ? { kind: 'tooLarge', parts } : { kind: 'refused', status: 409 };
}

/** A mistake in an answer. The message quotes none of its content. */
class PartError extends Error {
  override readonly name = 'PartError';
}

async function readRows<Kept extends Row>(
  response: Response,
  expected: number,
  { kind, campaign: asked, part, arrived }: WantedPart<Kept>,
): Promise<Kept[]> {
  // A former slug is answered under the present one, which the site names.
  const campaign = response.headers.get('signature-campaign') ?? asked;
  const prefixes = prefixesOf(part);
  const rows: Kept[] = [];
  const ids = new Set<string>();
  for await (const line of response.body ? linesOf(response.body) : []) {
    const row = parsed(kind, line);
    if (row.campaign !== campaign || !prefixes.some((prefix) => row.id.startsWith(prefix))) {
      throw new PartError('it has a row that belongs elsewhere');
    }
    ids.add(row.id);
    rows.push(row);
    arrived?.(Math.min(1, rows.length / expected));
  }
  if (rows.length !== expected) throw new PartError(`it has ${rows.length} rows of ${expected}`);
  // Parts differ in the first digits of ids. Without a repeated id in any part, no id repeats in the whole.
  if (ids.size !== rows.length) throw new PartError('it has an id twice');
  return rows;
}

function parsed<Kept extends Row>(kind: RowKind<Kept>, line: string): Kept {
  try {
    return kind.parseLine(line);
  } catch (error) {
    throw new PartError(`it has a line that is no row of ${kind.name}`, { cause: error });
  }
}
