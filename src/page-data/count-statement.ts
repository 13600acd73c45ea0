import { FEWEST_ALARMING, TIMES_USUAL } from '#domain/alarm.ts';
import type { Campaign } from '#domain/campaign.ts';
import { COARSE_MIN } from '#domain/coarse-number.ts';
import { basisOf, isExact } from '#domain/count.ts';
import { type Sentence, sentence } from './sentence.ts';

/**
 * The limits that the page names. `signs` and `tries` are requests a minute from one network address, `mails` those a
 * day to one address. tests/unit/count-statement.test.ts holds them to the code.
 */
export const LIMITS = { signs: 240, tries: 60, kib: 16, mails: 3 } as const;

/** What a coarse number hides: at most so many, and until at least so many came or went. The test holds these too. */
export const COARSE = { most: 29, fewest: 10 } as const;

/** What the page says of a campaign depends on these. */
type Rule = Pick<Campaign, 'confirmation' | 'discreet'>;

/** Who checks the addresses, and what that means. */
export function whoChecks(campaign: Rule): readonly Sentence[] {
  const basis = basisOf(campaign);
  return [
    sentence(`counting.who.${basis}`),
    sentence(`counting.who.${basis}.means`),
    sentence('counting.who.unchecked'),
    ...(isExact(campaign)
      ? []
      : [
          sentence('counting.who.coarse', {
            ...COARSE,
            visible: COARSE_MIN,
            hidden: COARSE_MIN - 1 + COARSE.most,
          }),
        ]),
  ];
}

/** Whether somebody can sign twice, or as somebody else. */
export function signingTwice(campaign: Rule, hasMail: boolean): readonly Sentence[] {
  const isConfirmed = basisOf(campaign) === 'confirmed';
  return [
    sentence(isConfirmed ? 'counting.twice.newest' : 'counting.twice.same'),
    sentence('counting.twice.spelling'),
    sentence('counting.twice.other'),
    sentence(isConfirmed ? 'counting.twice.asMailbox' : 'counting.twice.as'),
    sentence(hasMail ? 'counting.twice.back.mail' : 'counting.twice.back.ask'),
  ];
}

/** The limits at the door, and what they leave. */
export function atTheDoor(campaign: Rule): readonly Sentence[] {
  const { signs, tries, kib, mails } = LIMITS;
  const isConfirmed = basisOf(campaign) === 'confirmed';
  return [
    sentence('counting.door.signs', { signs }),
    sentence('counting.door.size', { kib }),
    ...(isConfirmed ? [sentence('counting.door.mails', { mails, tries })] : []),
    isConfirmed
      ? sentence('counting.door.stillMailbox')
      : sentence('counting.door.still', { perDay: signs * 60 * 24 }),
  ];
}

/** What an outsider can compare, because whoever runs a site could make its number bigger. */
export function whatToCompare(campaign: Rule): readonly Sentence[] {
  return [
    sentence('counting.inflate.series'),
    sentence('counting.inflate.jumps'),
    sentence('counting.inflate.alarm', { times: TIMES_USUAL, least: FEWEST_ALARMING }),
    sentence('counting.inflate.sample'),
    // A coarse number is smaller than the list.
    ...(isExact(campaign) ? [sentence('counting.inflate.rows')] : []),
  ];
}
