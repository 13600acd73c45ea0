import type { ListedAside } from '#domain/aside.ts';
import type { Signature } from '#domain/signature.ts';
import { SIGNATURES } from '#download/row.ts';
import type { Translator } from '#i18n/translate.ts';
import { newestFirst } from './choice.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { errorWords } from './loading-view.ts';
import { PagedTable } from './paged-table.ts';
import { loadRows } from './row-loading.ts';
import { type LoadedRows, rowsWords } from './rows-words.ts';
import { signatureCells } from './signature-cells.ts';
import { startOpeningWorker } from './worker-policy.ts';

/** Lists what is set aside, and loads it for a look. */
export class AsideListView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #putBack: (aside: ListedAside) => void;
  readonly #asides: PagedTable<ListedAside>;
  readonly #rows: PagedTable<Signature>;
  /** Whether the token may put back. */
  #mayPutBack = false;
  #end: LoadedRows<Signature> = null;
  #stop = new AbortController();

  constructor(desk: DeskState, section: HTMLElement, putBack: (aside: ListedAside) => void) {
    this.#desk = desk;
    this.#section = section;
    this.#putBack = putBack;
    this.#asides = new PagedTable(find(section, '#asides', HTMLElement), () => this.#writer());
    this.#rows = new PagedTable(find(section, '#aside-rows', HTMLElement), () => {
      const cellsOf = signatureCells(desk.t, desk.timeZone);
      return (signature) => element('tr', {}, ...cellsOf(signature));
    });
    find(section, '#read-asides', HTMLElement).addEventListener(
      'click',
      () => void desk.session?.facts.read(),
    );
    find(section, '#show-asides', HTMLElement).addEventListener('click', () => void this.#load());
  }

  allow(mayPutBack: boolean): void {
    this.#mayPutBack = mayPutBack;
    this.render();
  }

  render(): void {
    const { session, t } = this.#desk;
    const asides = session?.facts.asides ?? [];
    this.#asides.show(asides);
    find(this.#section, '#asides-status', HTMLElement).textContent = session
      ? listWords(session.facts, t)
      : '';
    const show = find(this.#section, '#show-asides', HTMLButtonElement);
    show.hidden = asides.length === 0;
    show.disabled = this.#end === 'underway';
    this.#rows.render();
    find(this.#section, '#aside-rows-status', HTMLElement).textContent = rowsWords(this.#end, t, (rows) =>
      t('desk.aside.shown', { count: rows.length }),
    );
  }

  /** Drops what was loaded for a look. */
  forgetRows(): void {
    this.#stop.abort();
    this.#end = null;
    this.#rows.show([]);
  }

  clear(): void {
    this.forgetRows();
    this.#mayPutBack = false;
    this.render();
  }

  async #load(): Promise<void> {
    const { session } = this.#desk;
    if (!session) return;
    this.forgetRows();
    const stop = (this.#stop = new AbortController());
    this.#end = 'underway';
    this.render();
    const campaign = session.campaign.slug;
    const end = await loadRows(
      {
        kind: SIGNATURES,
        campaign,
        ask: (part, signal) => session.requests.asidePart(campaign, part, signal),
        keys: session.keys,
        startWorker: startOpeningWorker,
        cores: navigator.hardwareConcurrency,
      },
      stop.signal,
    );
    // The view was cleared meanwhile, so the list is dropped.
    if (stop.signal.aborted) return;
    this.#end = end;
    this.#rows.show(end.kind === 'whole' ? newestFirst(end.rows) : []);
    this.render();
  }

  #writer(): (aside: ListedAside) => HTMLTableRowElement {
    const { t, timeZone } = this.#desk;
    const time = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const day = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeZone });
    const numbers = new Intl.NumberFormat(t.locale);
    return (aside) => {
      const { at, by, signatures, reason, eraseAfter } = aside;
      const when = time.format(new Date(at));
      const button = element('button', { type: 'button', class: 'quiet' }, t('desk.aside.putBack'));
      button.ariaLabel = t('desk.aside.putBack.one', { count: signatures, when });
      button.addEventListener('click', () => this.#putBack(aside));
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, element('time', { datetime: at }, when)),
        element('td', {}, element('bdi', {}, by)),
        element('td', { class: 'count' }, numbers.format(signatures)),
        element('td', { class: 'reason' }, element('bdi', {}, reason)),
        element('td', {}, eraseAfter === undefined ? '' : day.format(new Date(eraseAfter))),
        element('td', {}, this.#mayPutBack ? button : ''),
      );
    };
  }
}

function listWords(
  { asides, failure }: { asides: readonly ListedAside[] | null; failure: number | null },
  t: Translator,
): string {
  if (failure !== null) return errorWords(failure, t);
  if (asides === null) return t('desk.aside.reading');
  const count = asides.length;
  return count === 0 ? t('desk.aside.none') : t('desk.aside.listed', { count });
}
