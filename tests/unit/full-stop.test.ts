import { describe, expect, it } from 'vitest';
import { withStop } from '#i18n/full-stop.ts';
import { translator } from '#i18n/translate.ts';

describe('the end of a sentence', () => {
  it.each([
    ['Line 9 stays', 'Line 9 stays.'],
    ['Line 9 stays.', 'Line 9 stays.'],
    ['Who decides?', 'Who decides?'],
    ['“Line 9 stays.”', '“Line 9 stays.”'],
    ['Line 9 (till two)', 'Line 9 (till two).'],
    ['لماذا؟', 'لماذا؟'],
  ])('has one mark: %s', (words, ended) => {
    expect(withStop(words)).toBe(ended);
  });

  it('has one mark too where a value ends with its own, and the value keeps it elsewhere', () => {
    const organization = 'Night Bus Alliance e.V.';
    const t = translator('en');
    expect(t('home.summary', { organization })).toMatch(/^Petitions by Night Bus Alliance e\.V\. Read/u);
    expect(t('home.summary', { organization: 'Us' })).toMatch(/^Petitions by Us\. Read/u);
    expect(t('count.more', { count: 580, goal: 1000 })).toBe('580 more to reach 1,000.');
    expect(t('home.summary')).toContain('{organization}.');
  });
});
