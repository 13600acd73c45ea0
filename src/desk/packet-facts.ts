import { inWords } from '#domain/calendar-date.ts';
import { shownAddress } from '#domain/shown-address.ts';
import { wilson } from '#domain/wilson.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import type { SignedText } from './figures.ts';
import type { PacketContents, PacketFacts } from './packet-contents.ts';
import { FEWEST_PER_PLACE } from './packet.ts';
import { partnerList } from './partner-figure.ts';
import { textWords } from './text-figure.ts';

/** How the number was found, and what could be asked of it. A fact without words is left out. */
export function factList(contents: PacketContents, t: Translator): HTMLElement {
  const { campaign, facts } = contents;
  const known = [
    ['desk.facts.days', dayWords(facts, t)],
    ['desk.facts.method', methodWords(campaign, t)],
    ['desk.facts.text', signedWords(contents, t)],
    ['desk.facts.sealed', facts.sealed === 0 ? [] : [t('desk.facts.sealed.words', { count: facts.sealed })]],
    ['desk.facts.asides', asideWords(facts, t)],
    ['desk.facts.corrections', campaign.corrections.length === 0 ? [t('desk.facts.none')] : []],
    ['desk.facts.samples', sampleWords(campaign, t)],
    ['desk.facts.changes', changeWords(contents, t)],
    ['desk.facts.partners', partnerWords(contents, t)],
    ['desk.facts.check', checkWords(contents, t)],
  ] as const;
  return element(
    'dl',
    {},
    ...known
      .filter(([, lines]) => lines.length > 0)
      .map(([term, lines]) =>
        element('div', {}, element('dt', {}, t(term)), ...lines.map((line) => element('dd', {}, line))),
      ),
  );
}

function methodWords({ elsewhere }: DeskCampaign, t: Translator): string[] {
  const here = t('desk.facts.method.words');
  return elsewhere.length === 0 ? [here] : [here, t('desk.facts.method.elsewhere')];
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
  const rest = named.reduce((left, { count }) => left - count, online - facts.sealed);
  const range = (text: SignedText) =>
    t(text.first === text.last ? 'desk.facts.signed.day' : 'desk.facts.signed', {
      text: textWords(text.value, campaign, t),
      count: text.count,
      first: inWords(text.first, t.locale),
      last: inWords(text.last, t.locale),
    });
  return [
    t('desk.facts.text.words'),
    ...named.map(range),
    ...(rest > 0 ? [t('desk.facts.textRest', { count: rest })] : []),
  ];
}

function asideWords({ asides }: PacketFacts, t: Translator): string[] {
  if (asides === null) return [t('desk.facts.asides.unknown')];
  if (asides.length === 0) return [t('desk.facts.asides.none')];
  return asides.map(([day, count]) => t('desk.facts.aside', { count, date: inWords(day, t.locale) }));
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

function checkWords({ campaign, facts }: PacketContents, t: Translator): (string | Node)[] {
  const link = element('a', { href: facts.countPage }, shownAddress(facts.countPage));
  return [t('desk.facts.check.words'), link, ...(campaign.exact ? [] : [t('desk.facts.check.coarse')])];
}
