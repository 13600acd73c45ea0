import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { withStop } from './full-stop.ts';

/**
 * A key of the interface's words. English has all of them. A page in a locale without words is in English and
 * declares English. tests/unit/languages.test.ts checks that every other language is complete.
 */
export type WordKey = keyof typeof en;

/** Values for the `{name}` places in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** The interface's words by language and key. */
export const LANGUAGES: Readonly<Record<string, Readonly<Partial<Record<WordKey, string>>>>> = { en, es };

/** Gives the words of a key in one language. */
export interface Translator {
  (key: WordKey, values?: Values): string;
  /** The language of the words, and of a page with them: `en` for a locale without words. */
  readonly locale: string;
  /** The words of a key, split at a mark of the sentence. A value that holds the mark splits nothing. */
  readonly parts: (key: WordKey, mark: string | RegExp, values?: Values) => readonly string[];
}

/** One for each language: a new `Intl.NumberFormat` for each part of each page took a twentieth of a large build. */
const translators = new Map<string, Translator>();

/** The interface's words in a locale. It formats number values for the locale. */
export function translator(locale: string): Translator {
  const language = LANGUAGES[locale] ? locale : 'en';
  const known = translators.get(language) ?? newTranslator(language);
  translators.set(language, known);
  return known;
}

function newTranslator(language: string): Translator {
  const own = LANGUAGES[language] ?? {};
  const numbers = new Intl.NumberFormat(language);
  const translate = (key: WordKey, values: Values = {}) => fill(own[key] ?? en[key], values, numbers);
  const parts = (key: WordKey, mark: string | RegExp, values: Values = {}) =>
    (own[key] ?? en[key]).split(mark).map((part) => fill(part, values, numbers));
  return Object.assign(translate, { locale: language, parts });
}

function fill(sentence: string, values: Values, numbers: Intl.NumberFormat): string {
  return sentence.replace(/\{(\w+)\}(\.(?!\S))?/gu, (place, name: string, stop?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    const words = typeof value === 'number' ? numbers.format(value) : value;
    // A value such as “Tahirih e.V.” can end with a full stop itself.
    return stop === undefined ? words : withStop(words);
  });
}

/** True for a key with words. Callers check keys from outside with it. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(en, key);
}
