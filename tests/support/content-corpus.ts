import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commitAs } from './commit-as.ts';

/** What an editor did to a file or a folder of the little site. */
type ContentEdit = { readonly file: string } & (
  | { readonly old: string; readonly new: string }
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly gone: true }
  | { readonly as: string }
  | { readonly saved: keyof typeof SAVED }
);

/** An editor's work on the little site, and the mistakes that must be told of it, in reading order. */
export interface CorpusEntry {
  readonly kind: string;
  readonly did: string;
  /** Edits that were committed before, each list as one commit, on top of one of the little site. */
  readonly before?: readonly (readonly ContentEdit[])[];
  readonly edits: readonly ContentEdit[];
  readonly sendsMail?: false;
  readonly told: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Words that the message holds, in any case of letters. */
    readonly says: readonly string[];
  }[];
}

const CORPORA = new URL('../corpora/', import.meta.url);

/** Reads a corpus of edits. Entries of what is right tell nothing. */
export function readCorpus(name: 'content-mistakes' | 'content-rightly'): CorpusEntry[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, CORPORA), 'utf8')) as CorpusEntry[];
}

/** Makes a folder with the little site, which has no mistakes. Other sites of the corpora are laid over it. */
export async function makeLittleSite(...more: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-little-'));
  for (const site of ['little-site', ...more]) await cp(new URL(site, CORPORA), root, { recursive: true });
  return root;
}

/** Makes the little site as an editor left it. A site that sends mail says so in `.env`. */
export async function makeEditedSite({ before, edits, sendsMail }: CorpusEntry): Promise<string> {
  const root = await makeLittleSite();
  if (before) {
    await commitAs(root, '2026-10-01');
    for (const [index, step] of before.entries()) {
      for (const edit of step) await apply(root, edit);
      await commitAs(root, `2026-10-${String(index + 2).padStart(2, '0')}`);
    }
  }
  for (const edit of edits) await apply(root, edit);
  if (sendsMail !== false) await writeFile(join(root, '.env'), 'MAIL_FROM=River <news@river.example>\n');
  return root;
}

async function apply(root: string, edit: ContentEdit): Promise<void> {
  const path = join(root, edit.file);
  if ('gone' in edit) return rm(path, { recursive: true });
  if ('as' in edit) {
    await mkdir(dirname(join(root, edit.as)), { recursive: true });
    return rename(path, join(root, edit.as));
  }
  await mkdir(dirname(path), { recursive: true });
  if ('text' in edit) return writeFile(path, edit.text);
  if ('base64' in edit) return writeFile(path, Buffer.from(edit.base64, 'base64'));
  const text = await readFile(path, 'utf8');
  if ('saved' in edit) return writeFile(path, SAVED[edit.saved](text));
  const parts = text.split(edit.old);
  if (parts.length !== 2)
    throw new RangeError(`${edit.file} holds ${JSON.stringify(edit.old)} ${parts.length - 1} times.`);
  return writeFile(path, parts.join(edit.new));
}

/** How programs save a text. */
const SAVED = {
  latin1: (text: string) => Buffer.from(text, 'latin1'),
  utf16le: (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  utf16be: (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  crlf: (text: string) => text.replaceAll('\n', '\r\n'),
  cr: (text: string) => text.replaceAll('\n', '\r'),
  bom: (text: string) => `\uFEFF${text}`,
  'bom crlf': (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
} as const satisfies Readonly<Record<string, (text: string) => string | Buffer>>;
