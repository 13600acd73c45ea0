/**
 * A function that writes numbers of a language with their sign. The sign below 0 is a minus, as wide as a plus, and not
 * the hyphen that `Intl` gives.
 */
export function signedNumbers(
  locale: string,
  signDisplay: 'always' | 'exceptZero' | 'negative',
): (count: number) => string {
  const signed = new Intl.NumberFormat(locale, { signDisplay });
  return (count) => signed.format(count).replace('-', '\u2212');
}
