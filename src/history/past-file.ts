import { toContentFile } from '#source/content-file.ts';
import { type FrontMatterFile, splitPastFrontMatter } from '#source/front-matter.ts';
import { formatMistake } from '#source/mistake.ts';

/** A text that git holds, or why nobody can read it. */
export type PastFile =
  | { readonly kind: 'read'; readonly source: FrontMatterFile }
  | { readonly kind: 'unread'; readonly why: string };

const known = new WeakMap<Buffer, Map<string, PastFile>>();

/** A text of the past. The bytes of a history are parsed once for each path, whoever asks. */
export function pastFile(path: string, bytes: Buffer): PastFile {
  const files = known.get(bytes) ?? new Map<string, PastFile>();
  known.set(bytes, files);
  const file = files.get(path) ?? parse(path, bytes);
  files.set(path, file);
  return file;
}

function parse(path: string, bytes: Buffer): PastFile {
  const file = toContentFile(path, bytes);
  return file.kind === 'invalid'
    ? { kind: 'unread', why: file.mistakes.map(formatMistake).join('; ') }
    : { kind: 'read', source: splitPastFrontMatter(path, file.text) };
}
