import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFolder } from '#source/content-file.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import { parseSite } from './site-file.ts';

/** What stands between the dashes of a text decides what the editor offers there. */
const KINDS = ['campaign', 'translation', 'update'] as const;

type Kind = (typeof KINDS)[number];

/**
 * Tells VS Code’s Astro extension which schema each text of `content/` has. It reads them where Astro writes
 * those of content collections (its language server 2.17.1, `astro.content-intellisense`). `root` is the folder
 * of `content/`, `project` that of `docs/`.
 */
export async function writeEditorSupport(root: string, project: string): Promise<void> {
  const folder = join(root, '.astro', 'collections');
  await mkdir(folder, { recursive: true });
  for (const kind of KINDS) {
    const schema = `${kind}.schema.json`;
    await cp(join(project, 'docs', 'schemas', schema), join(folder, schema));
  }
  const collections = {
    collections: KINDS.map((name) => ({ hasSchema: true, name })),
    entries: Object.fromEntries(
      (await textsIn(root)).map(([file, kind]) => [addressOf(join(root, file)), kind]),
    ),
  };
  await writeFile(join(folder, 'collections.json'), `${JSON.stringify(collections, null, 2)}\n`);
}

/** The language server compares addresses in this form. */
function addressOf(path: string): string {
  return decodeURIComponent(pathToFileURL(path).href).toLowerCase();
}

async function textsIn(root: string): Promise<[file: string, kind: Kind][]> {
  const site = await parseSite(root);
  const main = site.kind === 'read' ? site.value.defaultLocale : 'en';
  const texts: [string, Kind][] = [];
  for (const slug of await listFolder(root, CAMPAIGNS)) {
    const folder = `${CAMPAIGNS}/${slug}`;
    for (const name of await listFolder(root, folder))
      texts.push([`${folder}/${name}`, name === `${main}.md` ? 'campaign' : 'translation']);
    for (const name of await listFolder(root, `${folder}/updates`))
      texts.push([`${folder}/updates/${name}`, 'update']);
  }
  return texts.filter(([file]) => file.endsWith('.md'));
}
