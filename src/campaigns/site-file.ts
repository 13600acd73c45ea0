import { type Site, SiteSchema } from '#domain/site.ts';
import { readText } from './content-file.ts';
import { ContentError } from './mistake.ts';
import { type Parsed, parseWith, parseYaml } from './yaml-source.ts';

const FILE = 'content/site.yaml';

/** Reads `content/site.yaml`. `root` is the project's folder. */
export async function parseSite(root: string): Promise<Parsed<Site>> {
  const text = await readText(root, FILE);
  if (text === null) {
    return {
      kind: 'invalid',
      mistakes: [{ file: FILE, line: 1, column: 1, message: 'is missing: add it' }],
    };
  }
  const source = parseYaml(FILE, text, 1);
  const site = parseWith(source, SiteSchema);
  if (site.kind === 'invalid') return site;
  const { locales, organization } = site.value;
  const mistakes = locales
    .filter((locale) => organization.contact[locale] === undefined)
    .map((locale) =>
      source.mistakeAt(
        ['organization', 'contact'],
        `\`organization.contact\` has no line for ${locale}: add it`,
        'key',
      ),
    );
  return mistakes.length > 0 ? { kind: 'invalid', mistakes } : site;
}

/** Like `parseSite`, but throws a `ContentError` if there are mistakes. */
export async function readSite(root: string): Promise<Site> {
  const site = await parseSite(root);
  if (site.kind === 'invalid') throw new ContentError(site.mistakes);
  return site.value;
}
