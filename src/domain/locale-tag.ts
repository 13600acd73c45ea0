let english: Intl.DisplayNames | undefined;

/** True for the canonical tag of a language that has a name (BCP 47): `fr`, `pt-BR`. */
export function isLanguageTag(locale: string): boolean {
  english ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  try {
    return Intl.getCanonicalLocales(locale).includes(locale) && english.of(locale) !== undefined;
  } catch {
    return false;
  }
}
