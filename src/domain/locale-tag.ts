/** True for the canonical tag of a language that has a name (BCP 47): `fr`, `pt-BR`. */
export function isLanguageTag(locale: string): boolean {
  try {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    return Intl.getCanonicalLocales(locale).includes(locale) && names.of(locale) !== undefined;
  } catch {
    return false;
  }
}
