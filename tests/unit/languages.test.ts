import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '#domain/campaign-schema.ts';
import { isWordKey, LANGUAGES, translator } from '#i18n/translate.ts';
import type { MailStage } from '#mail/mail.ts';
import { FIELD_CODES } from './field-codes.ts';

const english = wordsOf('en');
const others = Object.keys(LANGUAGES).filter((locale) => locale !== 'en');

describe.each(others)('the language %s', (locale) => {
  const words = wordsOf(locale);

  it('says everything that English says, and nothing else', () => {
    expect(Array.from(words.keys()).sort()).toEqual(Array.from(english.keys()).sort());
  });

  it('has a place for the same values in every sentence', () => {
    for (const [key, sentence] of english) {
      expect(placesIn(words.get(key) ?? ''), key).toEqual(placesIn(sentence));
    }
  });

  it('links in the same sentences', () => {
    for (const [key, sentence] of english) {
      expect(/\[.+\]/u.test(words.get(key) ?? ''), key).toBe(/\[.+\]/u.test(sentence));
    }
  });
});

describe.each(Object.keys(LANGUAGES))('the words of %s', (locale) => {
  it('are each there once, and none is empty', () => {
    const keys = Array.from(fileOf(locale).matchAll(/^ {2}"([^"]+)":/gmu), ([, key]) => key);
    expect(keys).toEqual(Array.from(wordsOf(locale).keys()));
    for (const [key, sentence] of wordsOf(locale)) expect(sentence.trim(), key).not.toBe('');
  });

  it('have every form that its grammar gives to a number', () => {
    for (const form of new Intl.PluralRules(locale).resolvedOptions().pluralCategories) {
      expect(isWordKey(`count.${form}`), form).toBe(true);
    }
  });
});

describe('English', () => {
  it.each(FIELD_CODES)('has words for a field refused with %s', (code) => {
    expect(isWordKey(`error.${code}`)).toBe(true);
  });

  it.each([...STATUSES, 'notOpenYet'])('has words for a campaign that is %s', (state) => {
    expect(isWordKey(`status.${state}`)).toBe(true);
    // An active campaign refuses nobody. Visitors never learn that a draft exists.
    if (state !== 'active' && state !== 'draft') expect(isWordKey(`error.campaign.${state}`)).toBe(true);
  });

  it.each(['settings', 'connect', 'tls', 'login', 'sender', 'recipient', 'message'] satisfies MailStage[])(
    'says to organizers where a mail got stuck: %s',
    (stage) => {
      expect(isWordKey(`error.mail.${stage}`)).toBe(true);
    },
  );

  it('has words for every code that a function can send', () => {
    const codes = codesInSource();
    expect(codes).toContain('store.unavailable');
    expect(codes).toContain('body.tooLarge');
    for (const code of codes) expect(isWordKey(code) || isWordKey(`error.${code}`), code).toBe(true);
  });
});

/** Everything that looks like a code in the source of functions and answers. */
function codesInSource(): string[] {
  return globSync('netlify/{actions,endpoint,functions,http}/*.ts').flatMap((file) => {
    const source = readFileSync(file, 'utf8').replaceAll(/^import .*$|\bfrom '.*$/gmu, '');
    return Array.from(
      source.matchAll(/'(?<code>[a-z]+\.[a-zA-Z]+)'/gu),
      ({ groups }) => groups?.['code'] ?? '',
    );
  });
}

function wordsOf(locale: string): Map<string, string> {
  return new Map(Object.entries(LANGUAGES[locale] ?? {}));
}

function fileOf(locale: string): string {
  return readFileSync(`src/i18n/${locale}.json`, 'utf8');
}

function placesIn(sentence: string): string[] {
  return Array.from(new Set(sentence.match(/\{\w+\}/gu))).sort();
}

describe('a sentence with a link in it', () => {
  it.each(['[River] Keepers', 'River Keepers]', '[', '{erased}', '{organization}', '$& $1'])(
    'keeps its link whatever an organization is called: %s',
    (organization) => {
      const parts = translator('en').parts('form.pledge', /[[\]]/u, {
        organization,
        erased: 'after 90 days',
      });
      expect(parts).toHaveLength(3);
      expect(parts[0]).toContain(`this goes to ${organization}. It is erased after 90 days.`);
      expect(parts[1]).toBe('Your privacy');
    },
  );
});
