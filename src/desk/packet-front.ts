import { inWords } from '#domain/calendar-date.ts';
import { directionOf } from '#i18n/language.ts';
import { signatureWord } from '#i18n/plural.ts';
import type { Translator } from '#i18n/translate.ts';
import { element } from './element.ts';
import type { PacketContents } from './packet-contents.ts';
import { factList } from './packet-facts.ts';
import { packetTotal } from './packet-total.ts';
import { sumTable } from './sum-table.ts';

/** The packet's first page: from whom to whom, the letter, the number, what it means, and how it was found. */
export function frontPage(contents: PacketContents, t: Translator): HTMLElement {
  const { campaign, words, today, letter, petition } = contents;
  const language = { lang: words.lang, dir: directionOf(words.lang) };
  const to = element('p', { class: 'to' }, `${t('campaign.to')} `, element('bdi', language, words.target));
  return element(
    'section',
    { class: 'front' },
    element('p', { class: 'from' }, campaign.organization),
    element('p', { class: 'day' }, inWords(today, t.locale)),
    // A draft may address nobody yet.
    ...(words.target === '' ? [] : [to]),
    element('h2', { class: 'title', ...language }, words.title),
    element('p', { class: 'summary', ...language }, petition.summary),
    letterOf(letter),
    numberBlock(contents, t),
    ...parts(contents, t),
    factList(contents, t),
  );
}

/** The letter, from its text: a line is a paragraph. */
export function letterOf(text: string): HTMLElement {
  const paragraphs = text.split(/\n+/u).filter((line) => line.trim() !== '');
  return element('div', { class: 'letter' }, ...paragraphs.map((words) => element('p', {}, words)));
}

/** The number beside what it means and does not say: nobody reads the one without the other. */
function numberBlock({ campaign, online, asOf }: PacketContents, t: Translator): HTMLElement {
  const total = packetTotal(campaign, online);
  const meaning = [
    t('desk.facts.counted', { date: inWords(asOf, t.locale) }),
    t(`desk.basis.${campaign.basis}`),
    t(`desk.facts.limits.${campaign.basis}`),
  ];
  return element(
    'div',
    { class: 'number' },
    element(
      'p',
      {},
      element('strong', {}, new Intl.NumberFormat(t.locale).format(total)),
      ` ${signatureWord(t, total)}`,
    ),
    element('p', {}, meaning.join(' ')),
  );
}

/** How the number adds up, where it has more than one part. */
function parts({ campaign, online }: PacketContents, t: Translator): HTMLElement[] {
  if (campaign.elsewhere.length + campaign.corrections.length === 0) return [];
  return [sumTable(campaign, [t('desk.packet.online'), online], t('desk.packet.total'), t.locale)];
}
