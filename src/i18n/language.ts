const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];

/** The writing direction of a language, from its usual script (CLDR's likely subtags). */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(locale).maximize();
  return script && RIGHT_TO_LEFT.includes(script) ? 'rtl' : 'ltr';
}

/** A language's name in that language: `Español`, `العربية`. */
export function languageName(locale: string): string {
  const name = languageNameIn(locale, locale);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

const displayNames = new Map<string, Intl.DisplayNames>();

/** A language's name within a sentence in another: `inglés`, `Spanish`. */
export function languageNameIn(sentence: string, locale: string): string {
  const names = displayNames.get(sentence) ?? new Intl.DisplayNames(sentence, { type: 'language' });
  displayNames.set(sentence, names);
  return names.of(locale) ?? locale;
}

/**
 * The attributes of words in one language on a page in another (WCAG 3.1.2); empty if both are the same. Each
 * element needs its own object: Astro 7.3.4 writes its class into the object.
 */
export function languageAttributes(words: string, page: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  if (words === page) return {};
  const direction = directionOf(words);
  return direction === directionOf(page) ? { lang: words } : { lang: words, dir: direction };
}
