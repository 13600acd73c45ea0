import { inWords } from '#domain/calendar-date.ts';
import { type Campaign, type CampaignState, totalElsewhere } from '#domain/campaign.ts';
import { isExact, type SignatureCount } from '#domain/count.ts';
import { progressTo } from '#domain/milestone.ts';
import { type BasisReach, basisReach, type ShownCount, shownCount } from '#domain/shown-count.ts';
import type { Site } from '#domain/site.ts';
import { reachOf } from '#domain/told-number.ts';
import type { Translator } from '#i18n/translate.ts';
import { keptNumber } from './kept-number.ts';
import { inOneLine, numberWords } from './number-words.ts';

/** What is needed to say a campaign's number on its page. */
interface Told {
  readonly campaign: Campaign;
  readonly site: Site;
  readonly state: CampaignState;
  readonly now: Date;
}

/** The words of a number on a campaign's page, by the name of their place. A place that is missing has no word. */
interface PlaceWords {
  /** Only of a campaign whose number is not exact. */
  readonly before?: string;
  readonly number: string;
  readonly after: string;
  /** What is said of the goal; only of a campaign that has one. */
  readonly goal?: string;
  readonly asOf: string;
  readonly setAside: string;
  /** What becomes of the signatures. */
  readonly kept: string;
}

/** A campaign's number as its page says it. */
export interface PageNumber {
  readonly words: PlaceWords;
  /** The sentence about the addresses that holds of it. */
  readonly basis: BasisReach;
  /** How far it is to the goal to show; `null` where there is no bar. */
  readonly bar: { readonly max: number; readonly value: number | null } | null;
}

/** What a page puts in the places of its built number. `said` is the number and its goal in one line, for the ear. */
export interface LiveNumber extends PageNumber {
  readonly words: PlaceWords & { readonly said: string };
}

/** A count as a campaign's page says it, complete: a browser needs no rules and no formats for it. */
export function liveNumber(count: SignatureCount, told: Told, t: Translator): LiveNumber {
  const { words, ...rest } = pageNumber(shownCount(told.campaign, count), told, t);
  const line = inOneLine({ ...words, before: words.before ?? '' });
  return { ...rest, words: { ...words, said: [line, words.goal].filter(Boolean).join('. ') } };
}

/** A shown number, also one that was gathered elsewhere. An unknown one has empty words. */
export function pageNumber(shown: ShownCount, told: Told, t: Translator): PageNumber {
  const { campaign, site, state, now } = told;
  const number = shown.kind === 'unknown' ? UNKNOWN : numberWords(shown, t, state);
  const { goal, bar } = goalOf(shown, told, t);
  const setAside = shown.kind === 'counted' ? shown.setAside : 0;
  return {
    words: {
      ...(!isExact(campaign) && { before: number.before }),
      number: number.number,
      after: number.after,
      ...(campaign.goal !== null && { goal }),
      asOf: asOfWords(shown, site, t),
      setAside: setAside > 0 ? t('count.setAside', { count: setAside }) : '',
      kept: keptNumber({ campaign, site, state, shown, now }, t),
    },
    basis: basisReach(shown, totalElsewhere(campaign)),
    bar,
  };
}

const UNKNOWN = { before: '', number: '', after: '' } as const;

function goalOf(
  shown: ShownCount,
  { campaign: { goal }, state }: Told,
  t: Translator,
): { readonly goal: string; readonly bar: PageNumber['bar'] } {
  if (goal === null) return { goal: '', bar: null };
  const isCounted = shown.kind === 'counted';
  const reach = isCounted ? reachOf(shown) : shown.kind === 'elsewhere' ? shown.number : null;
  const counted = { count: reach ?? 0, isOpen: state === 'active', isExact: isCounted && shown.exact };
  const { goal: max, reached, missing, milestones } = progressTo(goal, counted);
  // Who has won needs no goal; a goal that was reached is still a joy.
  const bar = state === 'won' ? null : { max, value: reach };
  const isSaid = bar !== null || reached !== null;
  const values = { goal: max, reached: reached ?? 0, count: missing };
  return { goal: isSaid ? milestones.map((name) => t(`count.${name}`, values)).join(' ') : '', bar };
}

function asOfWords(shown: ShownCount, { timeZone }: Site, t: Translator): string {
  if (shown.kind === 'unknown') return '';
  const time =
    shown.kind === 'elsewhere'
      ? inWords(shown.asOf, t.locale)
      : momentFormat(t.locale, timeZone).format(new Date(shown.asOf));
  return t('count.asOf', { time });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a moment to the minute. To make a format takes a hundred times as long as to use it. */
function momentFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...({ year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
      timeZone,
      timeZoneName: 'short',
    });
  formats.set(key, known);
  return known;
}
