import type { AuditEntry } from '#audit/audit-entry.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskState, DeskView, Session } from './desk-state.ts';
import { element, find } from './element.ts';
import { errorWords } from './loading-view.ts';
import type { Answered } from './organizer-requests.ts';

/** The entries that the table shows at a time. */
const ENTRIES_AT_ONCE = 500;

/** Shows the audit log as a table, the newest entries first, and goes back in it on demand. */
export class LogView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  /** The entries that have arrived, the newest first; `null` until the log arrives. */
  #entries: readonly AuditEntry[] | null = null;
  /** How many newer entries are not in the table. */
  #skipped = 0;
  /** The status of a refusal. */
  #failure: number | null = null;
  /** The request whose answer is awaited. */
  #asked: object | null = null;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    find(section, '#refresh-log', HTMLElement).addEventListener('click', () => this.open());
    find(section, '#older-entries', HTMLElement).addEventListener('click', () => void this.#goBack());
    find(section, '#newer-entries', HTMLElement).addEventListener('click', () =>
      this.#goTo(-ENTRIES_AT_ONCE),
    );
  }

  /** Loads the newest entries and shows them. */
  open(): void {
    this.clear();
    void this.#load((session) => session.requests.audit());
  }

  clear(): void {
    this.#entries = null;
    this.#skipped = 0;
    this.#failure = null;
    this.#asked = null;
    this.render();
  }

  render(): void {
    const { t, timeZone } = this.#desk;
    const shown = this.#shown();
    const byAddress = shown.filter(isByAddress).length;
    const write = rowWriter(t, timeZone);
    find(this.#section, 'tbody', HTMLElement).replaceChildren(...shown.map(write));
    find(this.#section, '.scroll', HTMLElement).hidden = shown.length === 0;
    find(this.#section, '#log-status', HTMLElement).textContent = this.#status();
    const notice = find(this.#section, '#log-by-address', HTMLElement);
    notice.hidden = byAddress === 0;
    notice.textContent = byAddress === 0 ? '' : t('desk.log.byAddress', { count: byAddress });
    find(this.#section, '#newer-entries', HTMLElement).hidden = this.#skipped === 0;
    find(this.#section, '#older-entries', HTMLElement).hidden = (shown.at(-1)?.number ?? 1) === 1;
  }

  /** Shows older entries, and loads them if they have not arrived. */
  async #goBack(): Promise<void> {
    const entries = this.#entries ?? [];
    const isMissing = entries.length <= this.#skipped + ENTRIES_AT_ONCE;
    const oldest = entries.at(-1)?.number ?? 1;
    if (isMissing) await this.#load((session) => session.requests.auditBefore(oldest));
    if ((this.#entries?.length ?? 0) > this.#skipped + ENTRIES_AT_ONCE) this.#goTo(ENTRIES_AT_ONCE);
  }

  #goTo(step: number): void {
    this.#skipped += step;
    this.render();
    find(this.#section, '.scroll', HTMLElement).scrollTop = 0;
  }

  /** Adds entries to those that have arrived. */
  async #load(ask: (session: Session) => Promise<Answered<AuditEntry[]>>): Promise<void> {
    const { session } = this.#desk;
    if (!session) return;
    const asked = (this.#asked = {});
    const answer = await ask(session);
    // The organizer signed out or asked again meanwhile, so the answer is dropped.
    if (asked !== this.#asked) return;
    this.#failure = answer.kind === 'failed' ? answer.status : null;
    if (answer.kind === 'done') this.#entries = [...(this.#entries ?? []), ...answer.value];
    this.render();
  }

  #shown(): readonly AuditEntry[] {
    return (this.#entries ?? []).slice(this.#skipped, this.#skipped + ENTRIES_AT_ONCE);
  }

  #status(): string {
    const { t } = this.#desk;
    if (this.#failure !== null) return errorWords(this.#failure, t);
    if (this.#entries === null) return t('desk.log.reading');
    const shown = this.#shown();
    const [newest, oldest] = [shown.at(0), shown.at(-1)];
    if (!newest || !oldest) return t('desk.log.none');
    return t('desk.log.shown', { from: oldest.number, to: newest.number });
  }
}

/** Whoever erases by address learns whether it had signed. So these entries stand out. */
function isByAddress({ what }: AuditEntry): boolean {
  return what === 'erase-address';
}

/** Writes rows in a language, with the same formats for all of them. */
function rowWriter(t: Translator, timeZone: string): (entry: AuditEntry) => HTMLTableRowElement {
  const time = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  const numbers = new Intl.NumberFormat(t.locale);
  return (entry) => {
    const { number, at, who, campaign, count } = entry;
    const what = whatWords(entry, t);
    return element(
      'tr',
      { class: isByAddress(entry) ? 'notable' : null },
      element('th', { scope: 'row' }, numbers.format(number)),
      element('td', {}, element('time', { datetime: at }, time.format(new Date(at)))),
      element('td', {}, who),
      element('td', {}, isByAddress(entry) ? element('strong', {}, what) : what),
      element('td', {}, campaign),
      element('td', {}, entry.what === 'refused' ? t('desk.log.atLeast', { count }) : numbers.format(count)),
    );
  };
}

function whatWords({ what, part }: AuditEntry, t: Translator): string {
  if (part === undefined) return t(`desk.log.what.${what}`);
  return t(what === 'download-news' ? 'desk.log.newsPart' : 'desk.log.part', { part });
}
