import { isWordKey, type Translator, type WordKey } from './translate.ts';

/** The words for a number. The language's plural rules choose `count.one`, `count.many` or `count.other`. */
export function pluralWords(t: Translator, stem: 'count' | 'count.elsewhere', count: number): string {
  const key = `${stem}.${new Intl.PluralRules(t.locale).select(count)}`;
  return t(isWordKey(key) ? key : (`${stem}.other` satisfies WordKey));
}
