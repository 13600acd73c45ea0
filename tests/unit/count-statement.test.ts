import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOST_MAILS } from '#actions/ask-by-mail.ts';
import { MAX_BODY_BYTES } from '#http/read-body.ts';
import { translator } from '#i18n/translate.ts';
import { countParts } from '#page-data/count-parts.ts';
import {
  atTheDoor,
  COARSE,
  LIMITS,
  signingTwice,
  whatToCompare,
  whoChecks,
} from '#page-data/count-statement.ts';
import type { Sentence } from '#page-data/sentence.ts';
import { AMOUNT_WEIGHTS, DISTANCE_MIN } from '#secret/coarse-draw.ts';
import { aCampaign } from './a-campaign.ts';

const claimed = aCampaign();
const confirmed = aCampaign({ confirmation: 'required' });
const coarse = aCampaign({ discreet: true });
const t = translator('en');

describe('“How we count”', () => {
  it('gives the limits of the code', () => {
    expect(LIMITS.kib * 1024).toBe(MAX_BODY_BYTES);
    expect(LIMITS.mails).toBe(MOST_MAILS.signing);
    // The functions' settings are literals that the platform reads from their source.
    expect(limitOf('sign')).toBe(LIMITS.signs);
    expect(limitOf('confirm')).toBe(LIMITS.tries);
    expect(COARSE).toEqual({ most: AMOUNT_WEIGHTS.length - 1, fewest: DISTANCE_MIN });
  });

  it('says what one network address can do in a day, where nothing else holds it back', () => {
    expect(said(atTheDoor(claimed))).toContain('At most 240 signatures a minute');
    expect(said(atTheDoor(claimed))).toContain('could send 345,600 in a day');
    expect(said(atTheDoor(confirmed))).toContain('At most 3 emails a day');
    expect(said(atTheDoor(confirmed))).toContain('at most 60 codes a minute');
    expect(said(atTheDoor(confirmed))).not.toContain('345,600');
  });

  it('says who checks the addresses: nobody, or their mailboxes', () => {
    expect(said(whoChecks(claimed))).toMatch(/^Nobody\./u);
    expect(said(whoChecks(confirmed))).toMatch(/^Its mailbox\./u);
    for (const campaign of [claimed, confirmed, coarse])
      expect(said(whoChecks(campaign)), campaign.confirmation).toContain('not a number of people');
  });

  it('says that a number is coarse, how much, and why, only where it is', () => {
    const words = said(whoChecks(coarse));
    for (const figure of [
      '0 to 29',
      'at least 10',
      'less than 30',
      `up to ${29 + 29}`,
      'see whether it had signed',
    ])
      expect(words, figure).toContain(figure);
    expect(said(whoChecks(claimed))).not.toContain('not exact');
    expect(said(whoChecks(aCampaign({ discreet: true, confirmation: 'required' })))).not.toContain(
      'not exact',
    );
    // The list is longer than a coarse number says.
    expect(said(whatToCompare(claimed))).toContain('one line for each signature');
    expect(said(whatToCompare(coarse))).not.toContain('one line for each signature');
  });

  it('says who can sign as somebody else, and how that is undone', () => {
    expect(said(signingTwice(claimed, true))).toContain('As somebody else: yes.');
    expect(said(signingTwice(confirmed, true))).toContain('only if you can read their email');
    expect(said(signingTwice(claimed, true))).toContain('with a link that goes to the address only');
    expect(said(signingTwice(claimed, false))).toContain('can tell us');
    expect(said(signingTwice(claimed, true))).toContain('The first signature stays');
    expect(said(signingTwice(confirmed, true))).toContain('The newest signature that was confirmed');
  });
});

describe('the parts of a number', () => {
  const count = {
    ...{ campaign: 'clean-river', count: 750, online: 412, elsewhere: 352, goal: null, open: true },
    ...({ basis: 'claimed', exact: true, setAside: 19, erased: null } as const),
    asOf: '2026-06-01T12:00:00.000Z',
  };
  const mixed = aCampaign({
    elsewhere: [{ count: 352, source: 'Paper', date: '2026-03' }],
    corrections: [{ count: -14, reason: 'Twice', date: '2026-04' }],
  });

  it('are the site, the paper and the corrections, then all, then what was set aside', () => {
    expect(partsOf(mixed, count)).toEqual([
      ['online', 412, 'exact'],
      ['elsewhere', 352, 'exact'],
      ['corrections', -14, 'exact'],
      ['total', 750, 'exact'],
      ['setAside', 19, 'exact'],
    ]);
  });

  it('need no total where there is one part', () => {
    expect(partsOf(claimed, { ...count, count: 412 })).toEqual([
      ['online', 412, 'exact'],
      ['setAside', 19, 'exact'],
    ]);
  });

  it('without a count are those that the content has', () => {
    expect(partsOf(mixed, null).map(([part]) => part)).toEqual(['elsewhere', 'corrections']);
    expect(partsOf(claimed, null)).toEqual([]);
  });

  it('of a coarse number are the least that there are, or fewer than we show', () => {
    const some = { ...count, exact: false, setAside: 0 };
    expect(partsOf(coarse, { ...some, online: 67, count: 67 })).toEqual([['online', 60, 'least']]);
    expect(partsOf(coarse, { ...some, online: 0, count: 0 })).toEqual([['online', 30, 'fewer']]);
  });
});

function partsOf(...parts: Parameters<typeof countParts>) {
  return countParts(...parts).map(({ words, number, manner }) => [words.split('.').at(-1), number, manner]);
}

function said(sentences: readonly Sentence[]): string {
  return sentences.map(({ key, values }) => t(key, values)).join('\n');
}

/** How many requests a minute the edge lets through from one network address. */
function limitOf(name: string): number {
  const source = readFileSync(`netlify/functions/${name}.ts`, 'utf8');
  return Number(/windowLimit: (\d+), windowSize: 60,/u.exec(source)?.[1]);
}
