import { dayIn } from '#domain/calendar-date.ts';
import { directionOf } from '#i18n/language.ts';
import { signatureWord } from '#i18n/plural.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import { type DeskCampaign, wordsIn } from './desk-data.ts';
import type { DeskState, DeskView, Session } from './desk-state.ts';
import { element, find } from './element.ts';
import type { PacketFacts } from './packet-contents.ts';
import { packetDocument } from './packet-document.ts';
import { letterOf } from './packet-front.ts';
import { PacketSums } from './packet-sums.ts';
import { packetTotal } from './packet-total.ts';
import { AT_ONCE, Slices } from './slices.ts';

/** Shows the packet as printed, in its own language, with an editable letter. */
export class PacketView implements DeskView {
  readonly #desk: DeskState;
  readonly #locale: HTMLSelectElement;
  readonly #letter: HTMLTextAreaElement;
  readonly #print: HTMLButtonElement;
  readonly #status: HTMLElement;
  readonly #paper: HTMLElement;
  readonly #slices = new Slices();
  readonly #sums: PacketSums;
  /** The organizer's own letters by language. The default letter follows the number. */
  readonly #ownLetters = new Map<string, string>();

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#locale = find(section, '#packet-locale', HTMLSelectElement);
    this.#letter = find(section, '#packet-letter', HTMLTextAreaElement);
    this.#print = find(section, '#print-packet', HTMLButtonElement);
    this.#status = find(section, '[role=status]', HTMLElement);
    this.#paper = find(section, '#packet', HTMLElement);
    this.#sums = new PacketSums(desk.timeZone);
    this.#letter.addEventListener('input', () => {
      this.#ownLetters.set(this.#locale.value, this.#letter.value);
    });
    this.#letter.addEventListener('change', () => {
      this.#paper.querySelector('.letter')?.replaceWith(letterOf(this.#letter.value));
    });
    this.#locale.addEventListener('change', () => this.render());
    this.#print.addEventListener('click', () => {
      this.#slices.finish();
      window.print();
    });
    // Also for the browser's own menu: paper shows the whole packet.
    addEventListener('beforeprint', () => this.#slices.finish());
  }

  /** Builds the packet from the signatures in memory. */
  render(): void {
    const { session } = this.#desk;
    if (!session) return;
    const { campaign, loading } = session;
    const locale = this.#locale.value;
    const t = translator(locale);
    const count = packetTotal(campaign, loading.signatures.size);
    this.#letter.value = this.#ownLetters.get(locale) ?? usualLetter(campaign, count, t);
    this.#letter.lang = t.locale;
    this.#print.hidden = count <= 0;
    const steps = count <= 0 ? this.#nothing(t) : this.#pages(session, locale);
    if (loading.signatures.size <= AT_ONCE) {
      this.#slices.start(steps);
      this.#slices.finish();
    } else {
      // The last packet would be measured once more, only to go.
      this.#paper.replaceChildren();
      this.#status.textContent = this.#desk.t('desk.deliver.busy');
      this.#slices.startLater(steps);
    }
  }

  *#nothing(t: Translator): Generator<undefined, void> {
    this.#status.textContent = '';
    this.#lay(t, [element('p', {}, t('desk.packet.none'))]);
    yield;
  }

  *#pages(session: Session, locale: string): Generator<undefined, void> {
    const { timeZone } = this.#desk;
    const { campaign, asOf, loading } = session;
    const t = translator(locale);
    const words = wordsIn(campaign, locale);
    const { packet, facts } = yield* this.#sums.of(loading.signatures, t.locale);
    const { sections, rest } = packetDocument(
      {
        campaign,
        words,
        packet,
        online: loading.signatures.size,
        today: dayIn(timeZone, new Date()),
        asOf: dayIn(timeZone, asOf),
        letter: this.#letter.value,
        facts: { ...facts, ...siteFacts(session, { timeZone, countPage: words.count }) },
        petition: petitionOf(campaign.slug, locale),
      },
      t,
    );
    this.#lay(t, sections);
    yield;
    yield* rest;
    this.#status.textContent = '';
  }

  #lay(t: Translator, sections: readonly Node[]): void {
    this.#paper.lang = t.locale;
    this.#paper.dir = directionOf(t.locale);
    this.#paper.replaceChildren(...sections);
  }

  learn(): void {
    this.render();
  }

  /** Removes the packet from the page, and every name that waits to be shown. */
  clear(): void {
    this.#slices.stop();
    this.#sums.forget();
    this.#paper.replaceChildren();
    this.#status.textContent = '';
    this.#letter.value = '';
    this.#ownLetters.clear();
  }
}

function usualLetter({ organization }: DeskCampaign, count: number, t: Translator): string {
  return t('desk.packet.letter', { count, signatures: signatureWord(t, count), organization });
}

function siteFacts(
  { facts }: Session,
  { timeZone, countPage }: { timeZone: string; countPage: string },
): Pick<PacketFacts, 'asides' | 'countPage'> {
  const asides = new Map<string, number>();
  for (const { at, signatures: count } of [...(facts.asides ?? [])].reverse()) {
    const day = dayIn(timeZone, new Date(at));
    asides.set(day, (asides.get(day) ?? 0) + count);
  }
  return {
    asides: facts.asides === null ? null : [...asides],
    countPage: new URL(countPage, location.origin).href,
  };
}

/** The signed text. The page contains it for each campaign and language. */
function petitionOf(slug: string, locale: string): { summary: string; text: Node } {
  const { content } = find(document, `#petition-${slug}-${locale}`, HTMLTemplateElement);
  return { summary: find(content, '.summary', HTMLElement).textContent, text: content.cloneNode(true) };
}
