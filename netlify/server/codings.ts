import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The content codings that we send, in the order of our preference. */
const CODINGS = ['br', 'gzip'] as const;

/** A content coding that we send. */
export type Coding = (typeof CODINGS)[number];

/** Below this number of bytes a body fits into one packet anyway. */
const WORTH_BYTES = 1024;
const TEXT = /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml|javascript)\b)/u;

/** True for a text that is long enough. Pictures and fonts are compressed already. */
export function mayCompress(contentType: string, bytes: number): boolean {
  return bytes >= WORTH_BYTES && TEXT.test(contentType);
}

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** Compresses a body as small as it gets, in another thread. */
export function compressed(body: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return inGzip(body, { level: 9 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return inBrotli(body, { params });
}

/** Browsers send few different values, and all of their requests have one. */
const KEPT_ANSWERS = 100;
const answers = new Map<string, Coding | null>();

/** The coding to use for an `Accept-Encoding` (RFC 9110), or `null` for none. Ours counts among equal ones. */
export function preferredCoding(accepted: string): Coding | null {
  const kept = answers.get(accepted);
  if (kept !== undefined) return kept;
  const negotiator: Negotiating = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const [first] = negotiator.encodings([...CODINGS, 'identity'], { preferred: CODINGS });
  const coding = CODINGS.find((own) => own === first) ?? null;
  if (answers.size >= KEPT_ANSWERS) answers.clear();
  answers.set(accepted, coding);
  return coding;
}

/** The second argument is missing in @types/negotiator 0.6.5. It decides among equal ones. */
interface Negotiating {
  encodings(available: readonly string[], options: { preferred: readonly string[] }): string[];
}
