import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/**
 * The interface's own words, by key. English is complete. A page in a locale without words of its own is in English and
 * says so; that a language which has words has all of them is held by tests/unit/languages.test.ts.
 */
export type WordKey = keyof typeof en;

/** Values for the `{name}` places in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

export const LANGUAGES: Readonly<Record<string, Readonly<Partial<Record<WordKey, string>>>>> = { en, es };

export interface Translator {
  (key: WordKey, values?: Values): string;
  /** The language of its words, and so of a page that is made with it: `en` for a locale that has none. */
  readonly locale: string;
}

/** The interface's words in a locale. Numbers among the values are written the locale's way. */
export function translator(locale: string): Translator {
  const spoken = LANGUAGES[locale] ? locale : 'en';
  const own = LANGUAGES[locale] ?? {};
  const numbers = new Intl.NumberFormat(spoken);
  const translate = (key: WordKey, values: Values = {}) =>
    (own[key] ?? en[key]).replace(/\{(\w+)\}/gu, (place, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? place);
    });
  return Object.assign(translate, { locale: spoken });
}

/** True for a key that has words: codes that come from outside are checked here first. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(en, key);
}
