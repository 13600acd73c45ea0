import { type LegalKey, legalText } from '#domain/legal.ts';
import type { Site } from '#domain/site.ts';
import type { WordKey } from '#i18n/translate.ts';

/** Words from `content/`, and the language that they are in: `null` for names and postal addresses. */
export interface Quoted {
  readonly text: string;
  readonly locale: string | null;
}

/** A sentence of the interface with values from the configuration. */
export interface Sentence<Key extends WordKey = WordKey> {
  /** The key of its words in `src/i18n`. */
  readonly key: Key;
  readonly values: Readonly<Record<string, string | number>>;
  /** A campaign's title for the place `{campaign}`, or the organization's own words for `{words}`. */
  readonly quoted: Quoted | null;
  /** Where the words in [brackets] lead. */
  readonly href: string | null;
}

/** A sentence: the key of its words, its values, and the words that it quotes. */
export function sentence<Key extends WordKey>(
  key: Key,
  values: Sentence['values'] = {},
  quoted: Quoted | null = null,
): Sentence<Key> {
  return { key, values, quoted, href: null };
}

/** A sentence that ends in a link. */
export function linked(key: WordKey, href: string): Sentence {
  return { ...sentence(key), href };
}

/** A sentence around the organization's own words. */
export function quoting(key: WordKey, quoted: Quoted): Sentence {
  return sentence(key, {}, quoted);
}

/** A sentence around what the site says under a key of `legal`, or one that says that it is missing. */
export function legalSentence(
  site: Site,
  locale: string,
  { key, given, missing }: { key: LegalKey; given: WordKey; missing: WordKey },
): Sentence {
  const own = legalText(site, key, locale);
  return own ? quoting(given, own) : sentence(missing, { organization: site.organization.name });
}
