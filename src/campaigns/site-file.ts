import { linesPerLocale, type Site, SiteSchema } from '#domain/site.ts';
import { readContentFile } from '#source/content-file.ts';
import { ContentError } from '#source/mistake.ts';
import { type Parsed, parseWith } from '#source/parse-with.ts';
import { parseYaml } from '#source/yaml-source.ts';

/** The site's own file. */
export const SITE_FILE = 'content/site.yaml';

/** Reads `content/site.yaml`. `root` is the project's folder. */
export async function parseSite(root: string): Promise<Parsed<Site>> {
  const read = await readContentFile(root, SITE_FILE);
  if (read === null) {
    return {
      kind: 'invalid',
      mistakes: [{ file: SITE_FILE, line: 1, column: 1, message: 'The file is missing: add it' }],
    };
  }
  if (read.kind === 'invalid') return read;
  const source = parseYaml(SITE_FILE, read.text);
  const site = parseWith(source, SiteSchema);
  if (site.kind === 'invalid') return { kind: 'invalid', mistakes: [...read.mistakes, ...site.mistakes] };
  const untold = linesPerLocale(site.value).flatMap(({ path, lines }) =>
    site.value.locales
      .filter((locale) => lines[locale] === undefined)
      .map((locale) =>
        source.mistakeAt(path, `\`${path.join('.')}\` has no line for ${locale}: add it`, 'key'),
      ),
  );
  const mistakes = [...read.mistakes, ...untold];
  return mistakes.length > 0 ? { kind: 'invalid', mistakes } : site;
}

/** Like `parseSite`, but throws a `ContentError` if there are mistakes. */
export async function readSite(root: string): Promise<Site> {
  const site = await parseSite(root);
  if (site.kind === 'invalid') throw new ContentError(site.mistakes);
  return site.value;
}
