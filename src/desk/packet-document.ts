import { inWords } from '#domain/calendar-date.ts';
import { countryNamesIn } from '#domain/country.ts';
import { directionOf } from '#i18n/language.ts';
import type { Translator } from '#i18n/translate.ts';
import type { CampaignWords, DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import { factsPage, type PacketFacts } from './packet-facts.ts';
import { FEWEST_PER_PLACE, type Packet, type Places } from './packet.ts';
import { sumTable } from './sum-table.ts';

/** Everything that the packet shows. */
export interface PacketContents {
  readonly campaign: DeskCampaign;
  /** The campaign's words in the packet's language, or in their own language. */
  readonly words: CampaignWords;
  readonly packet: Packet;
  /** The number of signatures on the site. */
  readonly online: number;
  /** The day of delivery, as `2016-01-31`. */
  readonly today: string;
  /** The day of the numbers, as `2016-01-31`. */
  readonly asOf: string;
  /** Paragraphs of the letter. */
  readonly letter: readonly string[];
  /** What the first page says of the number. */
  readonly facts: PacketFacts;
  /** The signed text. */
  readonly petition: Node;
}

/** The packet as a document to print: the number and what it is, letter, petition, totals, places, names. */
export function packetDocument(contents: PacketContents, t: Translator): Node[] {
  const { campaign, packet, petition, words } = contents;
  return [
    factsPage(contents, t),
    letter(contents, t),
    section(
      t('desk.packet.petition'),
      element('div', { lang: words.lang, dir: directionOf(words.lang) }, petition),
    ),
    section(
      t('desk.packet.totals'),
      totals(contents, t),
      element('p', {}, t(`desk.basis.${campaign.basis}`)),
      element('h2', {}, t('desk.packet.places')),
      element('p', {}, t('desk.packet.fewest', { count: FEWEST_PER_PLACE })),
      places(t('desk.figures.countries'), packet.countries, countryNamesIn(t.locale), t),
      places(t('desk.figures.postalCodes'), packet.postalCodes, (code) => code, t),
    ),
    names(packet, t),
  ];
}

function letter({ campaign, words, today, letter }: PacketContents, t: Translator): HTMLElement {
  return element(
    'section',
    { class: 'letter' },
    element('p', { class: 'from' }, campaign.organization),
    element('p', {}, inWords(today, t.locale)),
    element('p', { class: 'to' }, `${t('campaign.to')} ${words.target}`),
    element('h2', { class: 'title', lang: words.lang }, words.title),
    ...letter.map((paragraph) => element('p', {}, paragraph)),
  );
}

function totals({ campaign, online, asOf }: PacketContents, t: Translator): HTMLElement {
  const signedHere = `${t('desk.packet.online')}, ${inWords(asOf, t.locale)}`;
  return sumTable(campaign, [signedHere, online], t('desk.packet.total'), t.locale);
}

function places(title: string, places: Places, nameOf: (value: string) => string, t: Translator): Node {
  const numbers = new Intl.NumberFormat(t.locale);
  const rows = [
    ...places.named.map(({ value, count }) => [nameOf(value), count] as const),
    [t('desk.packet.elsewhere'), places.elsewhere ?? 0] as const,
    [t(places.elsewhere === null ? 'desk.packet.rest' : 'desk.figures.notGiven'), places.notGiven] as const,
  ].filter(([, count]) => count > 0);
  if (places.named.length === 0) return document.createTextNode('');
  return element(
    'table',
    { class: 'numbers' },
    element('caption', {}, title),
    element(
      'tbody',
      {},
      ...rows.map(([words, count]) =>
        element('tr', {}, element('th', { scope: 'row' }, words), element('td', {}, numbers.format(count))),
      ),
    ),
  );
}

function names({ fullNames, initials, counted }: Packet, t: Translator): HTMLElement {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [element('h3', {}, title), ...inLists(items)];
  return section(
    t('desk.packet.names'),
    element('p', {}, t('desk.packet.agreed')),
    ...list(t('desk.packet.full', { count: fullNames.length }), fullNames),
    ...list(t('desk.packet.initials', { count: initials.length }), initials),
    element('p', {}, t('desk.packet.counted', { count: counted })),
  );
}

/**
 * Names in one list. Chromium 153 takes minutes to balance columns of 30,000 names in one list. With short
 * lists it lays out only the visible part, and the whole only to print.
 */
const NAMES_PER_LIST = 120;

function inLists(items: readonly string[]): HTMLElement[] {
  const lists: HTMLElement[] = [];
  for (let start = 0; start < items.length; start += NAMES_PER_LIST) {
    const some = items.slice(start, start + NAMES_PER_LIST);
    const lines = some.map((item) => element('li', {}, element('bdi', {}, item)));
    lists.push(element('ul', { class: 'names plain' }, ...lines));
  }
  return lists;
}

function section(title: string, ...children: readonly Node[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...children);
}
