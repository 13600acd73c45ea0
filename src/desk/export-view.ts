import { dayIn } from '#domain/calendar-date.ts';
import type { DeskState } from './desk-state.ts';
import { find } from './element.ts';
import { fileNameOf, EXPORT_FORMATS, type ExportFormat, fittingIn, toFile } from './export-file.ts';
import { saveFile } from './saved-file.ts';
import { selected, type Selection } from './selection.ts';

/** Makes a file of the selected signatures and saves it on this device. */
export class ExportView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    section.addEventListener('input', () => this.render());
    for (const button of section.querySelectorAll<HTMLElement>('[data-format]')) {
      const format = EXPORT_FORMATS.find((known) => known === button.dataset['format']);
      if (format) button.addEventListener('click', () => void this.#export(format));
    }
  }

  /** Shows how many signatures are selected, and how many of them are sealed. */
  render(): void {
    const { t, session } = this.#desk;
    const { open, sealed } = this.#selected();
    const warning = sealed.length > 0 ? t('desk.export.sealed', { count: sealed.length }) : '';
    find(this.#section, '#selected', HTMLElement).textContent =
      `${t('desk.export.selected', { count: open.length })} ${warning}`.trim();
    find(this.#section, '#export-basis', HTMLElement).hidden = session?.campaign.basis !== 'claimed';
    find(this.#section, '#exported', HTMLElement).textContent = '';
  }

  /** Removes the numbers and the name of the file, and resets the choices. */
  clear(): void {
    for (const slot of ['#selected', '#exported']) find(this.#section, slot, HTMLElement).textContent = '';
    find(this.#section, '#export-from', HTMLInputElement).value = '';
    for (const choice of this.#section.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      choice.checked = choice.defaultChecked;
    }
  }

  async #export(format: ExportFormat): Promise<void> {
    const { session, t, timeZone } = this.#desk;
    if (!session) return;
    const { open, sealed } = this.#selected();
    const { slug, basis } = session.campaign;
    const file = await toFile(format, [...open, ...sealed], basis);
    // The organizer signed out meanwhile, so the file is dropped.
    if (session !== this.#desk.session) return;
    const day = dayIn(timeZone, new Date());
    const name = fileNameOf({ slug, format, day, basis, newsOnly: this.#selection().newsOnly });
    saveFile(file, name);
    const left = open.length - fittingIn(format, open).length;
    find(this.#section, '#exported', HTMLElement).textContent = [
      t('desk.export.saved', { name }),
      ...(left > 0 ? [t('desk.export.leftOut', { count: left })] : []),
    ].join(' ');
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
    return {
      newsOnly: find(this.#section, '#export-news', HTMLInputElement).checked,
      from: find(this.#section, '#export-from', HTMLInputElement).value,
    };
  }
}
