import type { AuditEntry } from '#audit/audit-entry.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { errorWords } from './loading-view.ts';
import type { Answered } from './organizer-requests.ts';

/** Shows the audit log as a table. */
export class LogView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  /** `null` until the log arrives. */
  #answer: Answered<AuditEntry[]> | null = null;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
  }

  /** Loads the log and shows it. */
  async open(): Promise<void> {
    const { session } = this.#desk;
    this.clear();
    const answer = await session?.requests.audit();
    // The organizer signed out meanwhile, so the answer is dropped.
    if (!answer || session !== this.#desk.session) return;
    this.#answer = answer;
    this.render();
  }

  clear(): void {
    this.#answer = null;
    this.render();
  }

  render(): void {
    const { t } = this.#desk;
    const entries = this.#answer?.kind === 'done' ? this.#answer.value : [];
    const time = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'medium' });
    const numbers = new Intl.NumberFormat(t.locale);
    const rows = entries.map(({ number, at, who, what, campaign, count }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, numbers.format(number)),
        element('td', {}, element('time', { datetime: at }, time.format(new Date(at)))),
        element('td', {}, who),
        element('td', {}, t(`desk.log.what.${what}`)),
        element('td', {}, campaign),
        element('td', {}, numbers.format(count)),
      ),
    );
    find(this.#section, 'tbody', HTMLElement).replaceChildren(...rows);
    find(this.#section, '#log-status', HTMLElement).textContent = this.#status();
  }

  #status(): string {
    const { t } = this.#desk;
    if (this.#answer === null) return t('desk.log.reading');
    if (this.#answer.kind === 'failed') return errorWords(this.#answer.status, t);
    return this.#answer.value.length === 0 ? t('desk.log.none') : '';
  }
}
