import { toContentFile } from '#source/content-file.ts';
import { type FrontMatterFile, splitPastFrontMatter } from '#source/front-matter.ts';
import { formatMistake } from '#source/mistake.ts';
import type { YamlSource } from '#source/yaml-source.ts';

type Blobs = ReadonlyMap<string, Buffer>;

/** A text that git holds, or why nobody can read it. */
export type PastFile =
  | { readonly kind: 'read'; readonly source: FrontMatterFile }
  | { readonly kind: 'unread'; readonly why: string };

/** What was parsed of a history: files by path and blob, front matters by path and words. */
interface Parsed {
  readonly files: Map<string, PastFile>;
  readonly frontMatters: Map<string, YamlSource>;
}

const parsedOf = new WeakMap<Blobs, Parsed>();

/** A text of the past. Each file of a history is parsed once, whoever asks; `null` if it is not in this clone. */
export function pastFile(path: string, blob: string, blobs: Blobs): PastFile | null {
  const bytes = blobs.get(blob);
  if (bytes === undefined) return null;
  const parsed: Parsed = parsedOf.get(blobs) ?? { files: new Map(), frontMatters: new Map() };
  parsedOf.set(blobs, parsed);
  const key = `${path}\n${blob}`;
  const file = parsed.files.get(key) ?? parse(path, bytes, parsed);
  parsed.files.set(key, file);
  return file;
}

function parse(path: string, bytes: Buffer, { frontMatters }: Parsed): PastFile {
  const file = toContentFile(path, bytes);
  return file.kind === 'invalid'
    ? { kind: 'unread', why: file.mistakes.map(formatMistake).join('; ') }
    : { kind: 'read', source: splitPastFrontMatter(path, file.text, frontMatters) };
}
