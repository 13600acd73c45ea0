import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#i18n/translate.ts';
import { countedPeople, PEOPLE_LOCALES } from '../support/people-words.ts';

/**
 * The number counts signatures, each from another email address. It never counts people, because nobody
 * checks who stands behind an address (the contract; decision 0001).
 */
const PEOPLE: Readonly<Record<string, RegExp>> = {
  en: /\b(?:people|persons?|humans?|individuals?|citizens?|signers?|signatories|supporters?|men|women|voices)\b/iu,
  es: /(?<!\p{L})(?:personas?|gente|individuos?|ciudadan[oa]s?|firmantes?|simpatizantes?|hombres|mujeres|voces)(?!\p{L})/iu,
};

/** What counting says of people: that they sign, that they are counted. */
const COUNTED: Readonly<Record<string, RegExp>> = {
  en: /\b(?:ha(?:s|ve|d) signed|signed (?:it|this)|counts?|counted|how many|each|every|you count)\b/iu,
  es: /(?<!\p{L})(?:firm(?:ó|aron|ad[oa]s?|an?)|ha(?:n|s)? firmado|cuent\p{L}*|cont\p{L}*|cuánt[oa]s|cada|tod[oa]s)(?!\p{L})/iu,
};

/** The places of a sentence that never hold a number of signatures. Every other place might. */
const NO_NUMBER = new Set([
  'address',
  'campaign',
  'contact',
  'email',
  'host',
  'language',
  'name',
  'network',
  'organization',
  'site',
  'time',
  'title',
  'words',
]);

/**
 * The sentences that speak of people beside a word of counting, and count nobody. A new one is looked at, and
 * then named here.
 */
const COUNT_NOBODY = new Set([
  // Two people are named, to say that they are one signature.
  'privacy.kept.one',
  // How a name is shown was chosen by each.
  'desk.packet.agreed',
  'desk.deliver.summary',
  // “Every day.”
  'accessibility.tested.limits',
]);

describe.each(Object.keys(LANGUAGES))('the words of %s', (locale) => {
  const words = Object.entries(LANGUAGES[locale] ?? {});
  const people = PEOPLE[locale] ?? /^/u;
  const counted = COUNTED[locale] ?? /^/u;

  it('have people in no sentence with a number, nor in the words that follow one', () => {
    const numbered = words.filter(([key, text]) => key.startsWith('count.') || placesOf(text).some(mayCount));
    expect(numbered.length).toBeGreaterThan(20);
    expect(numbered.filter(([, text]) => people.test(text))).toEqual([]);
  });

  it('say of nobody that they signed, how many they are, or that they are counted', () => {
    const found = words.filter(([, text]) =>
      text.split(/(?<=[.!?:;])\s/u).some((sentence) => people.test(sentence) && counted.test(sentence)),
    );
    expect(found.filter(([key]) => !COUNT_NOBODY.has(key))).toEqual([]);
  });

  it('call a number one of signatures', () => {
    const signature = locale === 'es' ? /^(?:de )?firmas?$/u : /^signatures?$/u;
    for (const form of ['one', 'many', 'other']) {
      expect(LANGUAGES[locale]?.[`count.${form}` as 'count.one'], form).toMatch(signature);
    }
  });
});

describe('a number is never one of people', () => {
  it.each([
    ['en', '1,234 people'],
    ['en', '{count} supporters'],
    ['en', 'exactly how many people stand against it'],
    ['en', '**12** brave women'],
    ['en', 'Thousands of\ncitizens'],
    ['en', 'the number of persons'],
    ['en', 'Hundreds of supporters who have signed'],
    ['en', 'supporters so far: people have signed'],
    ['es', '1.234 personas'],
    ['es', '{count} de firmantes'],
    ['es', 'cuántas personas'],
    ['es', 'miles de mujeres valientes'],
    ['es', 'el número de personas'],
    ['es', 'la gente que ha firmado'],
  ])('is found where it is: %s, %s', (locale, text) => {
    expect(countedPeople(text, locale)).not.toEqual([]);
  });

  it.each([
    ['en', 'Two people who share an address are one signature.'],
    ['en', '1,234 signatures. People read them.'],
    ['en', 'Supporters read a page of 10 KB.'],
    ['en', 'It is not a number of people.'],
    ['es', 'Aun así no es un número de personas.'],
    ['es', 'Si dos personas comparten un correo, comparten la firma.'],
    ['es', '1.234 firmas. La gente las lee.'],
  ])('is not found where it is not: %s, %s', (locale, text) => {
    expect(countedPeople(text, locale)).toEqual([]);
  });

  it.each(Object.entries(LANGUAGES))('in the words of %s', (locale, words) => {
    const found = Object.entries(words).map(([key, text]) => [key, ...countedPeople(text, locale)]);
    expect(found.length).toBeGreaterThan(500);
    expect(found.filter(({ length }) => length > 1)).toEqual([]);
  });

  it('in documents, and in the campaigns that we wrote', () => {
    const files = globSync(['README.md', 'docs/**/*.md', '{content,tests/site/*/content}/**/*.{md,yaml}']);
    const found = files.map((file) => {
      const locale = /\bes\.md$/u.test(file) ? 'es' : 'en';
      return [file, ...countedPeople(readFileSync(file, 'utf8'), locale)];
    });
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter(({ length }) => length > 1)).toEqual([]);
  });

  it('in what commands and functions say', () => {
    const files = globSync(['{src,netlify}/**/*.{ts,astro}']);
    const counted =
      /\b(?:people|persons?) (?:have|has|had) signed|\bcounts? (?:each |every )?(?:people|persons?)\b|\d+ signs of one person/iu;
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => counted.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

it('has a rule for each language', () => {
  expect(Object.keys(PEOPLE)).toEqual(Object.keys(LANGUAGES));
  expect(Object.keys(COUNTED)).toEqual(Object.keys(LANGUAGES));
  expect(PEOPLE_LOCALES).toEqual(Object.keys(LANGUAGES));
});

function placesOf(text: string): string[] {
  return Array.from(text.matchAll(/\{(\w+)\}/gu), ([, name = '']) => name);
}

function mayCount(place: string): boolean {
  return !NO_NUMBER.has(place);
}
