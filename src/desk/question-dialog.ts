import { find } from './element.ts';

/** Asks the organizer once before something is done. A question may name a person, so it leaves with the answer. */
export class QuestionDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #question: HTMLElement;

  /** The dialog holds `[data-question]`, and the button that agrees has the value `yes`. */
  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
    this.#question = find(dialog, '[data-question]', HTMLElement);
    // The browser tells of the closing later, so the question goes with the answer.
    for (const type of ['submit', 'cancel'])
      dialog.addEventListener(type, () => {
        this.#question.textContent = '';
      });
  }

  /** True if the organizer agrees; Escape and “keep” give false. `question` names what is about to happen. */
  ask(question: string): Promise<boolean> {
    this.#question.textContent = question;
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    return new Promise((resolve) => {
      const answered = () => {
        this.#question.textContent = '';
        resolve(this.#dialog.returnValue === 'yes');
      };
      this.#dialog.addEventListener('close', answered, { once: true });
    });
  }

  /** Closes the dialog with the answer no. The browser tells of it later, so the question goes now. */
  close(): void {
    this.#question.textContent = '';
    if (this.#dialog.open) this.#dialog.close('');
  }
}
