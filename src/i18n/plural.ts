import { isWordKey, type Translator, type WordKey } from './translate.ts';

/** “signature” or “signatures” for a number. The language's plural rules choose one of the `count.` keys. */
export function signatureWord(t: Translator, count: number): string {
  const key = `count.${new Intl.PluralRules(t.locale).select(count)}`;
  return t(isWordKey(key) ? key : ('count.other' satisfies WordKey));
}
