import { countryNamesIn } from '#domain/country.ts';
import { directionOf } from '#i18n/language.ts';
import type { Translator } from '#i18n/translate.ts';
import { element } from './element.ts';
import type { PacketContents } from './packet-contents.ts';
import { frontPage } from './packet-front.ts';
import { FEWEST_PER_PLACE, type Packet, type Places } from './packet.ts';

/**
 * The packet as a document to print: the page that says everything, the petition, places, names. `rest` adds
 * the names in steps.
 */
export function packetDocument(
  contents: PacketContents,
  t: Translator,
): { sections: readonly Node[]; rest: Iterable<undefined> } {
  const { packet } = contents;
  const isNobody = packet.fullNames.length + packet.initials.length + packet.counted === 0;
  const sections = [frontPage(contents, t), petition(contents, t), ...placeTables(packet, t)];
  if (isNobody) return { sections, rest: [] };
  const who = section('who', t('desk.packet.names'), element('p', {}, t('desk.packet.agreed')));
  return {
    sections: [...sections, who],
    rest: addNames(who, packet, t),
  };
}

/** The signed words. Their digest is that of the first page. */
function petition({ words, petition: { text } }: PacketContents, t: Translator): HTMLElement {
  return section(
    'petition',
    t('desk.packet.petition'),
    element('p', { class: 'digest' }, t('desk.packet.digest', { digest: words.text })),
    element('div', { lang: words.lang, dir: directionOf(words.lang) }, text),
  );
}

/** Where the signatures come from; nothing if no place has enough of them. */
function placeTables({ countries, postalCodes }: Packet, t: Translator): HTMLElement[] {
  const tables = [
    ...places(t('desk.figures.countries'), countries, countryNamesIn(t.locale), t),
    ...places(t('desk.figures.postalCodes'), postalCodes, (code) => code, t),
  ];
  if (tables.length === 0) return [];
  return [
    section(
      'where',
      t('desk.packet.places'),
      element('p', {}, t('desk.packet.fewest', { count: FEWEST_PER_PLACE })),
      element('div', { class: 'columns' }, ...tables),
    ),
  ];
}

function places(
  title: string,
  places: Places,
  nameOf: (value: string) => string,
  t: Translator,
): HTMLElement[] {
  if (places.named.length === 0) return [];
  const numbers = new Intl.NumberFormat(t.locale);
  const rows = [
    ...places.named.map(({ value, count }) => [nameOf(value), count] as const),
    [t('desk.packet.elsewhere'), places.elsewhere ?? 0] as const,
    [t(places.elsewhere === null ? 'desk.packet.rest' : 'desk.figures.notGiven'), places.notGiven] as const,
  ].filter(([, count]) => count > 0);
  const row = (words: string, count: number) =>
    element('tr', {}, element('th', { scope: 'row' }, words), element('td', {}, numbers.format(count)));
  return [
    element(
      'table',
      { class: 'numbers' },
      element('caption', {}, title),
      element('tbody', {}, ...rows.map(([words, count]) => row(words, count))),
    ),
  ];
}

/**
 * Names in one list. Chromium 153 takes minutes to balance columns of 30,000 names in one list. With short
 * lists it lays out only the visible part, and the whole only to print.
 */
const NAMES_PER_LIST = 120;

function* addNames(
  who: HTMLElement,
  { fullNames, initials, counted }: Packet,
  t: Translator,
): Generator<undefined, void> {
  const lists = [
    ['desk.packet.full', fullNames],
    ['desk.packet.initials', initials],
  ] as const;
  for (const [title, names] of lists) {
    if (names.length > 0) who.append(element('h3', {}, t(title, { count: names.length })));
    for (let start = 0; start < names.length; start += NAMES_PER_LIST) {
      who.append(nameList(names.slice(start, start + NAMES_PER_LIST)));
      yield;
    }
  }
  who.append(element('p', {}, t('desk.packet.counted', { count: counted })));
}

function nameList(names: readonly string[]): HTMLElement {
  const isWhole = names.length === NAMES_PER_LIST;
  const lines = names.map((name) => element('li', {}, element('bdi', {}, name)));
  return element('ul', { class: isWhole ? 'names plain whole' : 'names plain' }, ...lines);
}

function section(name: string, title: string, ...children: readonly Node[]): HTMLElement {
  return element('section', { class: name }, element('h2', {}, title), ...children);
}
