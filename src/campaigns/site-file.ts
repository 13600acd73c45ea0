import { linesPerLocale, type Site, SiteSchema } from '#domain/site.ts';
import { listFolder, readContentFile } from '#source/content-file.ts';
import { ContentError, type ContentMistake } from '#source/mistake.ts';
import { type Parsed, parseWith } from '#source/parse-with.ts';
import { parseYaml, type YamlSource } from '#source/yaml-source.ts';
import { toRecord } from './record.ts';
import { frameIn, frameOf, type SiteFrame } from './site-frame.ts';

/** The site's own file. */
export const SITE_FILE = 'content/site.yaml';

/** Reads `content/site.yaml`. `root` is the project's folder. */
export async function parseSite(root: string): Promise<Parsed<Site>> {
  const { parsed } = await readSiteFile(root);
  return parsed;
}

/**
 * Checks `content/site.yaml` for all its mistakes. It gives the site if there are none, and else what can be
 * known of it. Mistakes of an editor's rule stop no site that is built already.
 */
export async function checkSite(
  root: string,
): Promise<{ site: Site | null; frame: SiteFrame; mistakes: readonly ContentMistake[] }> {
  const { parsed, source } = await readSiteFile(root);
  const foreign = source ? foreignLines(source) : [];
  if (parsed.kind === 'read') return { site: parsed.value, frame: frameOf(parsed.value), mistakes: foreign };
  return { site: null, frame: frameIn(source?.data), mistakes: [...parsed.mistakes, ...foreign] };
}

/** Like `parseSite`, but throws a `ContentError` if there are mistakes. */
export async function readSite(root: string): Promise<Site> {
  const site = await parseSite(root);
  if (site.kind === 'invalid') throw new ContentError(site.mistakes);
  return site.value;
}

async function readSiteFile(root: string): Promise<{ parsed: Parsed<Site>; source: YamlSource | null }> {
  const read = await readContentFile(root, SITE_FILE);
  if (read === null) return { parsed: { kind: 'invalid', mistakes: [await missing(root)] }, source: null };
  if (read.kind === 'invalid') return { parsed: read, source: null };
  const source = parseYaml(SITE_FILE, read.text);
  const site = parseWith(source, SiteSchema);
  const found = site.kind === 'invalid' ? site.mistakes : untoldLines(source, site.value);
  const mistakes = [...read.mistakes, ...found];
  return {
    parsed: mistakes.length > 0 || site.kind === 'invalid' ? { kind: 'invalid', mistakes } : site,
    source,
  };
}

/** The site's file under another name is one that nobody reads. */
async function missing(root: string): Promise<ContentMistake> {
  const other = (await listFolder(root, 'content')).find((name) => /^site\.ya?ml(?:\.txt)?$/iu.test(name));
  const mend = other === undefined ? 'add it' : `rename content/${other} to site.yaml`;
  return { file: SITE_FILE, line: 1, column: 1, message: `The file is missing: ${mend}` };
}

function untoldLines(source: YamlSource, site: Site): ContentMistake[] {
  return linesPerLocale(site).flatMap(({ path, lines }) =>
    site.locales
      .filter((locale) => lines[locale] === undefined)
      .map((locale) =>
        source.mistakeAt(path, `\`${path.join('.')}\` has no line for ${locale}: add it`, 'key'),
      ),
  );
}

/** A line in a language that the site does not speak is one that nobody reads. */
function foreignLines(source: YamlSource): ContentMistake[] {
  const { locales } = frameIn(source.data);
  if (locales === null) return [];
  const { organization, legal } = toRecord(source.data);
  const texts = [
    { path: ['organization', 'contact'], lines: toRecord(toRecord(organization)['contact']) },
    ...Object.entries(toRecord(legal)).map(([key, lines]) => ({
      path: ['legal', key],
      lines: toRecord(lines),
    })),
  ];
  return texts.flatMap(({ path, lines }) =>
    Object.keys(lines)
      .filter((locale) => !locales.includes(locale))
      .map((locale) => {
        const message = `\`${[...path, locale].join('.')}\` is in a language that the site does not speak: add ${locale} to locales, or remove the line`;
        return source.mistakeAt([...path, locale], message, 'key');
      }),
  );
}
