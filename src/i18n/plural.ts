import { isWordKey, type Translator, type WordKey } from './translate.ts';

/** The words that go with a number: of `count.one`, `count.many` and `count.other`, the one its grammar asks for. */
export function pluralWords(t: Translator, stem: 'count' | 'count.elsewhere', count: number): string {
  const key = `${stem}.${new Intl.PluralRules(t.locale).select(count)}`;
  return t(isWordKey(key) ? key : (`${stem}.other` satisfies WordKey));
}
