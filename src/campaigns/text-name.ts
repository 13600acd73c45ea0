import { isLanguageTag } from '#domain/locale-tag.ts';
import { baseLanguage, meantLocale } from '#domain/meant-locale.ts';
import type { SiteFrame } from './site-frame.ts';

/** What a file’s name says, or what is wrong with it; `null` for a file that is no text. */
export type NameVerdict =
  | { readonly kind: 'text'; readonly locale: string }
  | { readonly kind: 'mistaken'; readonly message: string }
  | null;

/** Judges the name of a campaign's text, such as `es.md`. `names` are those in its folder. */
export function judgeTextName(name: string, names: readonly string[], frame: SiteFrame): NameVerdict {
  if (!isTextName(name)) return null;
  const ending = endingFault(name, names);
  if (ending !== null) return { kind: 'mistaken', message: ending };
  const locale = name.slice(0, -'.md'.length);
  const fault = localeFault(locale, frame, (right) => `${right}.md`, names);
  return fault === null ? { kind: 'text', locale } : { kind: 'mistaken', message: fault };
}

/** What word processors save. */
const OF_EDITORS = /\.(?:docx?|odt|rtf|html?|pages)$/iu;

/** True for the name of a text, or one that nearly is: it would be left out in silence. */
export function isTextName(name: string): boolean {
  return /\.(?:md|mdx|markdown|mdown|mkd|txt)(?:\.txt)?$/iu.test(name) || OF_EDITORS.test(name);
}

/** What is wrong with the ending of a text's name; `null` for `.md`. */
export function endingFault(name: string, names: readonly string[]): string | null {
  if (name.endsWith('.md')) return null;
  if (OF_EDITORS.test(name)) {
    const plain = `${name.replace(OF_EDITORS, '')}.md`;
    return `The file is not read, because texts end in .md: save it as plain text, under the name ${plain}`;
  }
  const right = `${name.replace(/(?:\.(?:md|mdx|markdown|mdown|mkd|txt))+$/iu, '')}.md`;
  return `The file is not read, because texts end in .md: ${renaming(right, names)}`;
}

/**
 * What is wrong with the language in a file's name; `null` for one that the site speaks. `toName` makes the right
 * name of the file, and `names` are those in its folder.
 */
export function localeFault(
  locale: string,
  { locales, defaultLocale }: SiteFrame,
  toName: (locale: string) => string,
  names: readonly string[],
): string | null {
  if (locales === null ? isLanguageTag(locale) : locales.includes(locale)) return null;
  const meant = meantLocale(locale);
  if (meant === null && /^\d{4}-\d\d/u.test(locale))
    return 'The file is named as an update, and lies beside the campaign’s texts: move it into the folder updates';
  if (meant === null)
    return `The file’s name is no language, and texts are named by theirs, such as ${toName(defaultLocale ?? 'en')}: rename it, or move it out of content/`;
  if (locales?.includes(meant) ?? true)
    return `The file’s language is written ${meant}: ${renaming(toName(meant), names)}`;
  const known = locales?.find((other) => baseLanguage(other) === baseLanguage(meant));
  const rename = known === undefined ? 'rename the file' : renaming(toName(known), names);
  return `The file is in a language the site does not speak: add ${meant} to locales in content/site.yaml, or ${rename}`;
}

/** Says to rename a file, or to remove it where there is one of the right name. */
export function renaming(right: string, names: readonly string[]): string {
  return names.includes(right) ? `remove it, or ${right}, which is there too` : `rename it to ${right}`;
}
