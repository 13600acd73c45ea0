import { describe, expect, it } from 'vitest';
import { COUNTRIES, countriesIn, countryNamesIn, isCountry } from '#domain/country.ts';

describe('the countries', () => {
  it('are the 249 of ISO 3166-1 and Kosovo, once each, in order', () => {
    expect(COUNTRIES).toHaveLength(250);
    expect(COUNTRIES).toContain('XK');
    expect(COUNTRIES).toEqual([...new Set(COUNTRIES)].sort());
  });

  it.each(['en', 'es'])('all have a name, in the order of %s', (locale) => {
    const names = countriesIn(locale).map(({ name }) => name);
    for (const { code, name } of countriesIn(locale)) expect(name, code).not.toBe(code);
    expect(names).toEqual([...names].sort(new Intl.Collator(locale).compare));
    expect(['XK', 'ZZ', ''].map(countryNamesIn(locale))).toEqual(['Kosovo', 'ZZ', '']);
  });

  it('are not what only looks like a code', () => {
    for (const code of ['XX', 'ß', 'ﬁ', 'ſv', 'E', 'ESP', '', 'Ｅ'])
      expect(isCountry(code), code).toBe(false);
    expect(isCountry('sS')).toBe(true);
  });
});
