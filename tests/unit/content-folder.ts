import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Circumstances } from '#campaigns/content.ts';
import { checkFiles } from '#checking/check-all.ts';
import { formatMistake } from '#source/mistake.ts';

/** The folder of the one campaign in a `ContentFolder`. */
export const CAMPAIGN = 'content/campaigns/clean-river';

/** The file of site.yaml in a `ContentFolder`. */
export const SITE = `organization:
  name: River Keepers
  contact: { en: Write to us, es: Escríbenos }
defaultLocale: en
locales: [en, es]
timeZone: America/New_York
quickExit: https://www.weather.gov/
retention: 180
`;

/** The moment of every check. */
const TODAY = new Date('2026-11-27T12:00:00Z');

/** A project's folder with a `content/` that a test may spoil. */
export interface ContentFolder {
  readonly root: string;
  readonly write: (path: string, text: string | Uint8Array) => Promise<void>;
  /** All mistakes, as an editor sees them. */
  readonly mistakes: (circumstances?: Circumstances) => Promise<string[]>;
  readonly remove: () => Promise<void>;
}

/** Makes a folder with `site.yaml` and no campaign. */
export async function makeSiteFolder(): Promise<ContentFolder> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-content-'));
  const write = async (path: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await write('content/site.yaml', SITE);
  return {
    root,
    write,
    mistakes: async (circumstances) => {
      const { mistakes } = await checkFiles(root, { now: TODAY, ...circumstances });
      return mistakes.map(formatMistake);
    },
    remove: () => rm(root, { recursive: true }),
  };
}

/** Makes a folder with one campaign that has no mistakes. */
export async function makeContentFolder(): Promise<ContentFolder> {
  const folder = await makeSiteFolder();
  await folder.write(`${CAMPAIGN}/en.md`, aText());
  return folder;
}

/** The text of a campaign; its body starts in line 8. `more` is front matter. */
export function aText(more = '', body = 'The text.'): string {
  return `---\nstatus: active\ntitle: A clean river\nsummary: What it asks for.\ntarget: The river authority\n${more}---\n\n${body}\n`;
}

/** The text of an update; its body starts in line 5. */
export function anUpdate(body: string, front = 'title: Thank you\n'): string {
  return `---\n${front}---\n\n${body}\n`;
}
