import { type CalendarDate, inWords } from '#domain/calendar-date.ts';
import { wilson } from '#domain/wilson.ts';
import { signatureWord } from '#i18n/plural.ts';
import { signedNumbers } from '#i18n/signed-number.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import type { SignedText } from './figures.ts';
import type { PacketContents } from './packet-document.ts';
import { packetTotal } from './packet-total.ts';
import { FEWEST_PER_PLACE } from './packet.ts';
import { partnerList } from './partner-figure.ts';
import { textWords } from './text-figure.ts';

/** Facts of a packet that the signatures in memory and the site tell. */
export interface PacketFacts {
  /** The first and the last day of signing, as `2016-01-31`; `null` without signatures. */
  readonly days: readonly [first: string, last: string] | null;
  readonly texts: readonly SignedText[];
  /** How many signatures came through which partner. */
  readonly partners: readonly { readonly value: string; readonly count: number }[];
  /** How many signed on the page before a day or a month. */
  readonly signedBefore: (date: CalendarDate) => number;
  /** How many are set aside, by day, the oldest first; `null` if that could not be read. */
  readonly asides: readonly (readonly [day: string, count: number])[] | null;
  /** The address of the page that says how it is counted. */
  readonly countPage: string;
}

/** The packet's first page: what the number is, how it was found, and what it does not say. */
export function factsPage(contents: PacketContents, t: Translator): HTMLElement {
  const { campaign, words, online, facts } = contents;
  const total = packetTotal(campaign, online);
  return element(
    'section',
    { class: 'facts' },
    element('p', { class: 'from' }, campaign.organization),
    element('h2', { class: 'title', lang: words.lang }, words.title),
    element('p', { class: 'to' }, `${t('campaign.to')} ${words.target}`),
    element(
      'p',
      { class: 'number' },
      element('strong', {}, new Intl.NumberFormat(t.locale).format(total)),
      ` ${signatureWord(t, total)}`,
    ),
    element(
      'dl',
      {},
      ...(
        [
          ['desk.facts.basis', [t(`desk.basis.${campaign.basis}`)]],
          ['desk.facts.parts', partWords(contents, t)],
          ['desk.facts.days', dayWords(facts, t)],
          ['desk.facts.text', signedWords(contents, t)],
          ['desk.facts.method', [t('desk.facts.method.words')]],
          ['desk.facts.limits', [t(`desk.facts.limits.${campaign.basis}`)]],
          ['desk.facts.asides', asideWords(facts, t)],
          ['desk.facts.corrections', correctionWords(campaign, t)],
          ['desk.facts.samples', sampleWords(campaign, t)],
          ['desk.facts.changes', changeWords(contents, t)],
          ['desk.facts.partners', partnerWords(contents, t)],
          ['desk.facts.check', [facts.countPage]],
        ] as const
      ).flatMap(([term, lines]) =>
        lines.length === 0
          ? []
          : [element('dt', {}, t(term)), ...lines.map((line) => element('dd', {}, line))],
      ),
    ),
  );
}

function partWords({ campaign, online, asOf }: PacketContents, t: Translator): string[] {
  const numbers = new Intl.NumberFormat(t.locale);
  const elsewhere = campaign.elsewhere.map(
    ({ source, date, count }) => `${numbers.format(count)}: ${source}, ${inWords(date, t.locale)}`,
  );
  return [t('desk.facts.online', { count: online, date: inWords(asOf, t.locale) }), ...elsewhere];
}

function dayWords({ days }: PacketFacts, t: Translator): string[] {
  if (days === null) return [];
  const [first, last] = days;
  const said = { first: inWords(first, t.locale), last: inWords(last, t.locale) };
  return [t(first === last ? 'desk.facts.day' : 'desk.facts.range', said)];
}

/** A text that fewer than five signed is not named: its days could tell when somebody signed. */
function signedWords({ campaign, online, facts }: PacketContents, t: Translator): string[] {
  const named = facts.texts.filter(({ value, count }) => value !== '' && count >= FEWEST_PER_PLACE);
  const rest = named.reduce((left, { count }) => left - count, online);
  const range = (text: SignedText) =>
    t(text.first === text.last ? 'desk.facts.signed.day' : 'desk.facts.signed', {
      text: textWords(text.value, campaign, t),
      count: text.count,
      first: inWords(text.first, t.locale),
      last: inWords(text.last, t.locale),
    });
  return [...named.map(range), ...(rest > 0 ? [t('desk.facts.textRest', { count: rest })] : [])];
}

function asideWords({ asides }: PacketFacts, t: Translator): string[] {
  if (asides === null) return [t('desk.facts.asides.unknown')];
  if (asides.length === 0) return [t('desk.facts.asides.none')];
  return asides.map(([day, count]) => t('desk.facts.aside', { count, date: inWords(day, t.locale) }));
}

function correctionWords({ corrections }: DeskCampaign, t: Translator): string[] {
  if (corrections.length === 0) return [t('desk.facts.none')];
  const signed = signedNumbers(t.locale, 'exceptZero');
  return corrections.map(
    ({ count, reason, date }) => `${signed(count)}: ${reason}, ${inWords(date, t.locale)}`,
  );
}

function sampleWords({ samples }: DeskCampaign, t: Translator): string[] {
  if (samples.length === 0) return [t('desk.facts.samples.none')];
  const percent = new Intl.NumberFormat(t.locale, { style: 'percent' });
  return samples.map(({ date, by, drawn, reached, yes }) => {
    const { low, high } = wilson(yes, reached);
    const values = { drawn, by, reached, yes, date: inWords(date, t.locale) };
    if (reached === 0) return t('desk.facts.sample.none', values);
    const shares = {
      share: percent.format(yes / reached),
      low: percent.format(low),
      high: percent.format(high),
    };
    return t('desk.facts.sample', { ...values, ...shares });
  });
}

function changeWords({ campaign: { changes }, facts }: PacketContents, t: Translator): string[] {
  if (changes.length === 0) return [t('desk.facts.none')];
  return changes.map(({ date, what, kind }) =>
    t(`desk.facts.change.${kind}`, { what, count: facts.signedBefore(date), date: inWords(date, t.locale) }),
  );
}

function partnerWords({ campaign, facts }: PacketContents, t: Translator): string[] {
  return partnerList(campaign, facts.partners, t).split('\n').filter(Boolean);
}
