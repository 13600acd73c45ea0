import { dayIn, isBefore } from '#domain/calendar-date.ts';
import { directionOf } from '#i18n/language.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import { type DeskCampaign, wordsIn } from './desk-data.ts';
import type { DeskState, DeskView, Session } from './desk-state.ts';
import { find } from './element.ts';
import { dayByDay, signedTexts, tallyOf } from './figures.ts';
import { packetDocument } from './packet-document.ts';
import type { PacketFacts } from './packet-facts.ts';
import { packetTotal } from './packet-total.ts';
import { toPacket } from './packet.ts';

/** Shows the packet as printed, in its own language, with an editable letter. */
export class PacketView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #locale: HTMLSelectElement;
  readonly #letter: HTMLTextAreaElement;
  /** The organizer's own letter stays; the default letter follows the number and the language. */
  #isOwnLetter = false;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    this.#locale = find(section, '#packet-locale', HTMLSelectElement);
    this.#letter = find(section, '#packet-letter', HTMLTextAreaElement);
    this.#letter.addEventListener('input', () => (this.#isOwnLetter = true));
    this.#letter.addEventListener('change', () => this.render());
    this.#locale.addEventListener('change', () => {
      this.#isOwnLetter = false;
      this.render();
    });
    find(section, '#print-packet', HTMLButtonElement).addEventListener('click', () => {
      this.render();
      window.print();
    });
  }

  /** Builds the packet from the signatures in memory. */
  render(): void {
    const { session, timeZone } = this.#desk;
    if (!session) return;
    const { campaign, asOf } = session;
    const { signatures } = session.loading;
    const locale = this.#locale.value;
    const t = translator(locale);
    const words = wordsIn(campaign, locale);
    if (!this.#isOwnLetter) this.#letter.value = usualLetter(campaign, words.title, signatures.size, t);
    this.#letter.lang = t.locale;
    const paper = find(this.#section, '#packet', HTMLElement);
    paper.lang = t.locale;
    paper.dir = directionOf(t.locale);
    paper.replaceChildren(
      ...packetDocument(
        {
          campaign,
          words,
          packet: toPacket(signatures.open(), { sealed: signatures.sealedCount, locale: t.locale }),
          online: signatures.size,
          today: dayIn(timeZone, new Date()),
          asOf: dayIn(timeZone, asOf),
          letter: this.#letter.value.split(/\n+/u).filter((paragraph) => paragraph.trim() !== ''),
          facts: factsOf(session, { timeZone, countPage: words.count }),
          petition: petitionOf(campaign.slug, locale),
        },
        t,
      ),
    );
  }

  learn(): void {
    this.render();
  }

  /** Removes the packet from the page. */
  clear(): void {
    find(this.#section, '#packet', HTMLElement).replaceChildren();
    this.#letter.value = '';
    this.#isOwnLetter = false;
  }
}

function usualLetter(campaign: DeskCampaign, title: string, online: number, t: Translator): string {
  const { organization } = campaign;
  return t('desk.packet.letter', { count: packetTotal(campaign, online), title, organization });
}

function factsOf(
  { loading: { signatures }, facts }: Session,
  { timeZone, countPage }: { timeZone: string; countPage: string },
): PacketFacts {
  const open = signatures.open();
  const days = dayByDay(signatures.all(), timeZone);
  const [first, last] = [days.at(0), days.at(-1)];
  const asides = new Map<string, number>();
  for (const { at, signatures: count } of [...(facts.asides ?? [])].reverse()) {
    const day = dayIn(timeZone, new Date(at));
    asides.set(day, (asides.get(day) ?? 0) + count);
  }
  return {
    days: first && last ? [first.day, last.day] : null,
    signedBefore: (date) => days.filter(({ day }) => isBefore(day, date)).at(-1)?.total ?? 0,
    texts: signedTexts(open, timeZone),
    partners: tallyOf(open, 'via'),
    asides: facts.asides === null ? null : [...asides],
    countPage: new URL(countPage, location.origin).href,
  };
}

/** The signed text. The page contains it for each campaign and language. */
function petitionOf(slug: string, locale: string): Node {
  return find(document, `#petition-${slug}-${locale}`, HTMLTemplateElement).content.cloneNode(true);
}
