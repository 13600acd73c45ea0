import { signaturesPath } from '#domain/api-paths.ts';
import { type Part, prefixesOf } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { parseLine } from './download-line.ts';
import { smallerParts } from './part-plan.ts';
import { linesOf } from './text-lines.ts';

/**
 * What the answer for one part holds.
 * `whole`: every row, checked. `tooLarge`: ask for these parts instead.
 * `refused`: the site said no, with this status. `foreign`: no site of Undersigned answers like this.
 * `broken`: it did not arrive whole; `why` quotes nothing of what is in it.
 */
export type PartAnswer =
  | { readonly kind: 'whole'; readonly signatures: readonly Signature[] }
  | { readonly kind: 'tooLarge'; readonly parts: readonly Part[] }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'broken'; readonly why: string; readonly expected: number };

/** Which part an answer should hold, and who hears of each row that arrives: `share` goes from 0 to 1. */
export interface WantedPart {
  readonly campaign: string;
  readonly part: Part;
  readonly arrived?: (share: number) => void;
}

/** The address of one part as NDJSON. */
export function partPath(campaign: string, { number, of }: Part): string {
  return `${signaturesPath(campaign)}?format=ndjson${of === 1 ? '' : `&part=${number}/${of}`}`;
}

/** How many rows an answer says it has; `null` where it does not say. */
export function announcedRows(response: Response): number | null {
  const count = response.headers.get('signature-count') ?? '';
  return /^\d+$/u.test(count) ? Number(count) : null;
}

/** Reads the answer for one part and checks it. Every client of a download goes through here. */
export async function readPart(response: Response, wanted: WantedPart): Promise<PartAnswer> {
  if (response.status === 409) return readTooLarge(response, wanted.part);
  if (!response.ok) return { kind: 'refused', status: response.status };
  const expected = announcedRows(response);
  if (expected === null) return { kind: 'foreign' };
  try {
    return { kind: 'whole', signatures: await readRows(response, expected, wanted) };
  } catch (error) {
    // Messages of other errors are not shown: they may quote a row.
    const why = error instanceof PartError ? error.message : 'the connection broke off';
    return { kind: 'broken', why, expected };
  }
}

async function readTooLarge(response: Response, part: Part): Promise<PartAnswer> {
  const answer: unknown = await response.json().catch(() => null);
  const wanted = typeof answer === 'object' && answer !== null && 'parts' in answer ? answer.parts : null;
  const parts = smallerParts(part, wanted);
  return parts ? { kind: 'tooLarge', parts } : { kind: 'refused', status: 409 };
}

/** What is wrong with a part that arrived; says nothing of what is in it. */
class PartError extends Error {
  override readonly name = 'PartError';
}

async function readRows(
  response: Response,
  expected: number,
  { campaign, part, arrived }: WantedPart,
): Promise<Signature[]> {
  const prefixes = prefixesOf(part);
  const signatures: Signature[] = [];
  const ids = new Set<string>();
  for await (const line of response.body ? linesOf(response.body) : []) {
    const signature = toSignature(line);
    if (signature.campaign !== campaign || !prefixes.some((prefix) => signature.id.startsWith(prefix))) {
      throw new PartError('it has a row that belongs elsewhere');
    }
    ids.add(signature.id);
    signatures.push(signature);
    arrived?.(Math.min(1, signatures.length / expected));
  }
  if (signatures.length !== expected) {
    throw new PartError(`it has ${signatures.length} rows of ${expected}`);
  }
  // Parts are apart by the first digits of ids: no id twice in any of them means no id twice at all.
  if (ids.size !== signatures.length) throw new PartError('it has an id twice');
  return signatures;
}

function toSignature(line: string): Signature {
  try {
    return parseLine(line);
  } catch (error) {
    throw new PartError('it has a line that is no signature', { cause: error });
  }
}
