import type { Translator, WordKey } from '#i18n/translate.ts';
import { wordsIn } from './desk-data.ts';
import type { DeskState } from './desk-state.ts';
import { find } from './element.ts';
import type { Loading } from './loading.ts';

/** Shows the progress of loading and opening, the errors, and the next steps. */
export class LoadingView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    this.#title.tabIndex = -1;
  }

  /** Shows the section, and takes the focus, which else would be lost with the form. */
  open(): void {
    this.#section.hidden = false;
    this.#title.focus();
  }

  render(): void {
    const { session, t, timeZone } = this.#desk;
    if (!session) return;
    const { loading, asOf, campaign } = session;
    const clock = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const { stage, progress, seals, signatures } = loading;
    const isUnderway = stage.kind === 'underway';
    const isWhole = stage.kind === 'whole';
    const isTrying = seals.hasKeys && seals.tried > 0;
    const { title, lang } = wordsIn(campaign, t.locale);
    this.#fill('#loading-title', title);
    this.#title.lang = lang;
    this.#show('#loading-bar', !isWhole);
    find(this.#section, '#loading-bar', HTMLProgressElement).value = progress;
    this.#fill('#loaded', loadedWords(loading, t, clock.format(asOf)));
    this.#show('#opening', isTrying && isUnderway);
    const openingBar = find(this.#section, '#opening-bar', HTMLProgressElement);
    openingBar.max = Math.max(
      1,
      seals.tried + (isUnderway ? signatures.sealedCount - (seals.tried - seals.opened) : 0),
    );
    openingBar.value = seals.tried;
    this.#fill('#opened', t('desk.load.opened', { opened: seals.opened, left: signatures.sealedCount }));
    this.#show('#stop', isUnderway);
    this.#show('#resume', !isUnderway && !isWhole);
    this.#show('#again', isWhole);
    this.#show('#more-keys', !isUnderway && signatures.sealedCount > 0);
    this.#show('#sealed-help', isWhole && !seals.hasKeys && signatures.sealedCount > 0);
    this.#fill('#loading-status', isUnderway ? '' : statusWords(loading, t).join(' '));
    this.#section.ariaBusy = String(isUnderway);
  }

  /** Removes all loaded data from the page, the lengths of its bars too. */
  clear(): void {
    this.#section.hidden = true;
    this.#section.ariaBusy = null;
    this.#title.textContent = this.#desk.t('desk.load.title');
    this.#title.removeAttribute('lang');
    for (const slot of ['#loaded', '#opened', '#loading-status', '#more-keys [role=status]'])
      this.#fill(slot, '');
    for (const part of ['#opening', '#stop', '#resume', '#again', '#more-keys', '#sealed-help'])
      this.#show(part, false);
    this.#show('#loading-bar', true);
    for (const bar of this.#section.querySelectorAll('progress')) {
      bar.max = 1;
      bar.value = 0;
    }
  }

  get #title(): HTMLElement {
    return find(this.#section, '#loading-title', HTMLElement);
  }

  #show(selector: string, isShown: boolean): void {
    find(this.#section, selector, HTMLElement).hidden = !isShown;
  }

  #fill(selector: string, words: string): void {
    const element = find(this.#section, selector, HTMLElement);
    if (element.textContent !== words) element.textContent = words;
  }
}

function loadedWords({ signatures, stage }: Loading, t: Translator, time: string): string {
  const count = signatures.size;
  return stage.kind === 'whole' ? t('desk.load.whole', { count, time }) : t('desk.load.loaded', { count });
}

function statusWords(loading: Loading, t: Translator): string[] {
  const { stage, seals, signatures } = loading;
  const words: string[] = [];
  const say = (key: WordKey, count?: number) => words.push(t(key, count === undefined ? {} : { count }));
  if (stage.kind === 'cancelled') say('desk.load.stopped');
  if (stage.kind === 'broken') say('desk.load.broken');
  if (stage.kind === 'jammed') say('desk.load.jammed');
  if (loading.isForbidden) say('desk.load.forbidden');
  else if (stage.kind === 'refused') words.push(errorWords(stage.status, t));
  const locked = signatures.sealedCount - signatures.damagedCount;
  if (!seals.areKeys) say('desk.key.none');
  else if (!seals.hasKeys && signatures.sealedCount > 0) say('desk.key.missing', signatures.sealedCount);
  else if (stage.kind === 'whole' && locked > 0) {
    say(seals.opened === 0 ? 'desk.key.wrong' : 'desk.key.other', locked);
  }
  if (signatures.damagedCount > 0) say('desk.key.damaged', signatures.damagedCount);
  return words;
}

/** The words for a refusal's HTTP status; 0 means that the server was not reached. */
export function errorWords(status: number, t: Translator): string {
  const known = ERRORS.find(([code]) => code === status);
  return t(known?.[1] ?? 'desk.error.other', { status: String(status) });
}

const ERRORS: readonly (readonly [number, WordKey])[] = [
  [0, 'desk.error.network'],
  [401, 'desk.error.refused'],
  [403, 'desk.error.forbidden'],
  [404, 'desk.error.unknown'],
  [422, 'desk.error.email'],
  [429, 'desk.error.tooMany'],
  [503, 'desk.error.busy'],
];
