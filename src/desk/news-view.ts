import { dayIn } from '#domain/calendar-date.ts';
import type { NewsRow } from '#domain/news.ts';
import { NEWS } from '#download/news-row.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskState, DeskView } from './desk-state.ts';
import { find } from './element.ts';
import { toRowsFile } from './export-file.ts';
import { loadRows } from './row-loading.ts';
import { type LoadedRows, rowsWords } from './rows-words.ts';
import { saveFile } from './saved-file.ts';
import { startOpeningWorker } from './worker-policy.ts';

/** The files of the list. Only NDJSON can hold what is sealed. */
const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
type NewsFormat = (typeof FORMATS)[number];

/** Loads who wants news without having signed, opens the list in this browser, and saves it as a file. */
export class NewsView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  #end: LoadedRows<NewsRow> = null;
  #stop = new AbortController();
  #saved = '';

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    find(section, '#load-news', HTMLButtonElement).addEventListener('click', () => void this.#load());
    for (const button of section.querySelectorAll<HTMLElement>('[data-news]')) {
      const format = FORMATS.find((known) => known === button.dataset['news']);
      if (format) button.addEventListener('click', () => void this.#save(format));
    }
  }

  /** Shows how many are on the list, and which files can hold them. */
  render(): void {
    const { t } = this.#desk;
    const rows = this.#rows();
    const areOpen = rows.every((row) => NEWS.sealOf(row) === null);
    find(this.#section, '#news-status', HTMLElement).textContent = rowsWords(this.#end, t, (rows) =>
      listWords(rows, t),
    );
    find(this.#section, '#news-saved', HTMLElement).textContent =
      this.#saved === '' ? '' : t('desk.export.saved', { name: this.#saved });
    const load = find(this.#section, '#load-news', HTMLButtonElement);
    load.disabled = this.#end === 'underway';
    // Only the next step is filled.
    load.className = rows.length === 0 ? 'button' : 'quiet';
    for (const button of this.#section.querySelectorAll<HTMLElement>('[data-news]')) {
      button.hidden = rows.length === 0 || (button.dataset['news'] !== 'ndjson' && !areOpen);
    }
  }

  /** Drops the list, and stops what is under way. */
  clear(): void {
    this.#stop.abort();
    this.#end = null;
    this.#saved = '';
    this.render();
  }

  async #load(): Promise<void> {
    const { session } = this.#desk;
    if (!session) return;
    const { requests, keys } = session;
    const campaign = session.campaign.slug;
    const stop = (this.#stop = new AbortController());
    this.#end = 'underway';
    this.#saved = '';
    this.render();
    const end = await loadRows(
      {
        kind: NEWS,
        campaign,
        ask: (part, signal) => requests.part(NEWS, campaign, part, signal),
        keys,
        startWorker: startOpeningWorker,
        cores: navigator.hardwareConcurrency,
      },
      stop.signal,
    );
    // The view was cleared meanwhile, so the list is dropped.
    if (stop.signal.aborted) return;
    this.#end = end;
    this.render();
  }

  async #save(format: NewsFormat): Promise<void> {
    const { session, timeZone } = this.#desk;
    if (!session) return;
    const { signal } = this.#stop;
    const file = await toRowsFile(format, NEWS, this.#rows(), 'News, confirmed');
    if (signal.aborted) return;
    this.#saved = `${session.campaign.slug}-news-${dayIn(timeZone, new Date())}.${format}`;
    saveFile(file, this.#saved);
    this.render();
  }

  #rows(): readonly NewsRow[] {
    return this.#end !== null && this.#end !== 'underway' && this.#end.kind === 'whole' ? this.#end.rows : [];
  }
}

function listWords(rows: readonly NewsRow[], t: Translator): string {
  const sealed = rows.filter((row) => NEWS.sealOf(row) !== null).length;
  const words = [t('desk.news.loaded', { count: rows.length })];
  if (sealed > 0) words.push(t('desk.news.sealed', { count: sealed }));
  return words.join(' ');
}
