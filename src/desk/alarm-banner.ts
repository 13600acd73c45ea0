import { busyHours, type BusyHour } from './busy-hours.ts';
import type { DeskState } from './desk-state.ts';
import { element } from './element.ts';
import { hourWords } from './group-words.ts';
import { byHour } from './grouping.ts';

/** So many hours have a line of their own. All of them stand out in the table of hours. */
const MOST_LINES = 3;

/** Says in which hours far more signatures came than usual, and leads to them. */
export class AlarmBanner {
  readonly #desk: DeskState;
  readonly #banner: HTMLElement;
  readonly #look: (hour: string) => void;
  #hours: readonly BusyHour[] = [];
  /** The hours that the organizer has seen, and does not want to see again. */
  readonly #seen = new Set<string>();

  constructor(desk: DeskState, banner: HTMLElement, look: (hour: string) => void) {
    this.#desk = desk;
    this.#banner = banner;
    this.#look = look;
  }

  /** Looks for such hours among the signatures in memory. */
  refresh(): void {
    const { session, timeZone } = this.#desk;
    this.#hours = busyHours(byHour(session?.loading.signatures.all() ?? [], timeZone));
    this.render();
  }

  render(): void {
    const { t, timeZone } = this.#desk;
    const hours = this.#hours.filter(({ hour }) => !this.#seen.has(hour));
    const hourOf = hourWords(t, timeZone);
    const times = new Intl.NumberFormat(t.locale, { maximumFractionDigits: 0 });
    const line = ({ hour, count, usual }: BusyHour) => {
      const values = { hour: hourOf(hour), count, times: times.format(count / Math.max(usual, 1)) };
      const words = t(usual === 0 ? 'desk.alarm.none' : 'desk.alarm.times', values);
      const button = element('button', { type: 'button', class: 'quiet' }, t('desk.alarm.look'));
      button.ariaLabel = t('desk.alarm.look.hour', { hour: hourOf(hour) });
      button.addEventListener('click', () => this.#look(hour));
      return element('li', {}, element('span', {}, words), button);
    };
    const hide = element('button', { type: 'button', class: 'quiet' }, t('desk.alarm.hide'));
    hide.addEventListener('click', () => this.#hide());
    const more = hours.length - MOST_LINES;
    this.#banner.hidden = hours.length === 0;
    this.#banner.replaceChildren(
      ...(hours.length === 0
        ? []
        : [
            element('ul', { class: 'plain' }, ...hours.slice(0, MOST_LINES).map(line)),
            ...(more > 0 ? [element('p', {}, t('desk.alarm.more', { count: more }))] : []),
            element('p', {}, hide),
          ]),
    );
  }

  clear(): void {
    this.#hours = [];
    this.#seen.clear();
    this.render();
  }

  #hide(): void {
    for (const { hour } of this.#hours) this.#seen.add(hour);
    this.render();
  }
}
