import { type Campaign, type CampaignState, totalElsewhere } from '#domain/campaign.ts';
import { basisOf } from '#domain/count.ts';
import { type BasisReach, basisReach, type ShownCount } from '#domain/shown-count.ts';
import { noneOf } from '#domain/told-number.ts';
import { signatureWord } from '#i18n/plural.ts';
import type { Translator, WordKey } from '#i18n/translate.ts';

/** A number of signatures in words: “at least”, “1,210”, “signatures”. */
export interface NumberWords {
  /** What stands before the number; mostly empty. */
  readonly before: string;
  /** Empty where there is none: then the words after it say so. */
  readonly number: string;
  readonly after: string;
}

/** The words for the number of a page, built or live. */
export function numberWords(
  shown: Exclude<ShownCount, { kind: 'unknown' }>,
  t: Translator,
  state: CampaignState,
): NumberWords {
  if (shown.number === 0)
    return {
      before: '',
      number: '',
      after: t(`count.${noneOf(state, shown.kind === 'counted' ? shown : {})}`),
    };
  const number = new Intl.NumberFormat(t.locale).format(shown.number);
  const signatures = signatureWord(t, shown.number);
  if (shown.kind === 'elsewhere') {
    return { before: '', number, after: `${signatures} ${t('count.elsewhere')}` };
  }
  const { manner } = shown;
  return {
    before: manner === 'least' || manner === 'fewer' ? t(`count.${manner}`) : '',
    number,
    after: manner === 'apart' ? `${signatures} ${t('count.apart')}` : signatures,
  };
}

/** The words for a number in one line. */
export function inOneLine({ before, number, after }: NumberWords): string {
  return [before, number, after].filter(Boolean).join(' ');
}

/** The sentence that says what the number of a campaign's page stands for. */
export function basisKey(campaign: Campaign, shown: ShownCount): WordKey {
  return basisKeyFor(campaign, basisReach(shown, totalElsewhere(campaign)));
}

/** The sentence for one of the things that a number can stand for. */
export function basisKeyFor(campaign: Campaign, reach: BasisReach): WordKey {
  return reach === 'paper' ? 'count.paper' : `count.${basisOf(campaign)}.${reach}`;
}
