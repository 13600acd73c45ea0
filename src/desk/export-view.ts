import { dayIn } from '#domain/calendar-date.ts';
import { signatureWord } from '#i18n/plural.ts';
import type { DeskState } from './desk-state.ts';
import { find } from './element.ts';
import { fileNameOf, EXPORT_FORMATS, type ExportFormat, fittingIn, toFile } from './export-file.ts';
import { type Period, periodAt, PERIODS } from './periods.ts';
import { saveFile } from './saved-file.ts';
import { selected, type Selection, WHO } from './selection.ts';

/** Makes a file of the selected signatures and saves it on this device. */
export class ExportView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    section.addEventListener('input', () => this.render());
    for (const button of this.#buttons()) {
      const format = EXPORT_FORMATS.find((known) => known === button.dataset['format']);
      if (format) button.addEventListener('click', () => void this.#export(format));
    }
  }

  /** Says on the button how many signatures a press saves, and beside it what no Excel file can hold. */
  render(): void {
    const { t, session } = this.#desk;
    const { open, sealed } = this.#selected();
    const count = open.length;
    const isNothing = session !== null && count + sealed.length === 0;
    // The button says it too, but only to whoever comes to it.
    this.#say('#selected', count === 0 ? '' : t('desk.export.selected', { count }));
    this.#say(
      '#export-note',
      isNothing
        ? t('desk.export.nothing')
        : sealed.length > 0
          ? t('desk.export.sealed', { count: sealed.length })
          : '',
    );
    this.#say('#exported', '');
    const signatures = signatureWord(t, count);
    this.#say('[data-format=xlsx]', t('desk.export.main', { count, signatures }));
    for (const button of this.#buttons()) {
      button.hidden = count === 0 && (button.dataset['format'] !== 'ndjson' || sealed.length === 0);
    }
    find(this.#section, '#export-basis', HTMLElement).hidden =
      session?.campaign.basis !== 'claimed' || this.#selection().who !== 'news';
    find(this.#section, '#export-range', HTMLElement).hidden = this.#days.value !== 'between';
  }

  /** Removes the numbers and the name of the file, and resets the choices. */
  clear(): void {
    this.#days.value = 'all';
    for (const end of ['#export-from', '#export-to']) find(this.#section, end, HTMLInputElement).value = '';
    for (const choice of this.#section.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      choice.checked = choice.defaultChecked;
    }
    this.render();
  }

  async #export(format: ExportFormat): Promise<void> {
    const { session, t, timeZone } = this.#desk;
    if (!session) return;
    const { open, sealed } = this.#selected();
    const { slug, basis } = session.campaign;
    const selection = this.#selection();
    const file = await toFile(format, [...open, ...sealed], basis);
    // The organizer signed out meanwhile, so the file is dropped.
    if (session !== this.#desk.session) return;
    const name = fileNameOf({ slug, format, day: dayIn(timeZone, new Date()), basis, selection });
    saveFile(file, name);
    const left = open.length - fittingIn(format, open).length;
    const words = [
      t('desk.export.saved', { name }),
      ...(left > 0 ? [t('desk.export.leftOut', { count: left })] : []),
    ];
    this.#say('#exported', words.join(' '));
  }

  #selected() {
    const { session, timeZone } = this.#desk;
    const signatures = session?.loading.signatures;
    const selection = this.#selection();
    return {
      open: selected(signatures?.open() ?? [], selection, timeZone),
      sealed: selected(signatures?.sealed() ?? [], selection, timeZone),
    };
  }

  #selection(): Selection {
    const who = find(this.#section, '[name=who]:checked', HTMLInputElement).value;
    return { who: WHO.find((known) => known === who) ?? 'all', ...this.#period() };
  }

  /** The chosen days, as seen from the day of loading, or those that were typed. */
  #period(): Period {
    const { session, timeZone } = this.#desk;
    const name = PERIODS.find((known) => known === this.#days.value);
    if (name) return periodAt(name, dayIn(timeZone, session?.asOf ?? new Date()));
    const [from, to] = ['#export-from', '#export-to'].map(
      (end) => find(this.#section, end, HTMLInputElement).value,
    );
    return { from: from ?? '', to: to ?? '' };
  }

  get #days(): HTMLSelectElement {
    return find(this.#section, '#export-days', HTMLSelectElement);
  }

  #buttons(): NodeListOf<HTMLElement> {
    return this.#section.querySelectorAll('[data-format]');
  }

  #say(slot: string, words: string): void {
    find(this.#section, slot, HTMLElement).textContent = words;
  }
}
