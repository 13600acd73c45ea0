import { find } from './element.ts';

/** Asks once before something is erased. */
export class EraseDialog {
  readonly #dialog: HTMLDialogElement;

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
  }

  /** True if the organizer says so; Escape and “keep” say no. `question` names what is erased. */
  ask(question: string): Promise<boolean> {
    find(this.#dialog, '#erase-question', HTMLElement).textContent = question;
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    return new Promise((resolve) => {
      this.#dialog.addEventListener('close', () => resolve(this.#dialog.returnValue === 'erase'), {
        once: true,
      });
    });
  }

  /** Answers no for whoever leaves. */
  close(): void {
    if (this.#dialog.open) this.#dialog.close('');
  }
}
