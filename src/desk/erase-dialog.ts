import { find } from './element.ts';

/** Asks the organizer once before an erasure. */
export class EraseDialog {
  readonly #dialog: HTMLDialogElement;

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
  }

  /** True if the organizer agrees; Escape and “keep” give false. `question` names what is erased. */
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

  /** Closes the dialog with the answer no. */
  close(): void {
    if (this.#dialog.open) this.#dialog.close('');
  }
}
