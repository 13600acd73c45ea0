import { everyCanonicalAddress } from '#domain/every-address.ts';
import type { OpenSignature } from '#domain/signature.ts';
import type { DeskState } from './desk-state.ts';
import { find } from './element.ts';
import { errorWords } from './loading-view.ts';
import type { Answered } from './organizer-requests.ts';
import { QuestionDialog } from './question-dialog.ts';

/**
 * Erases one signature of the list, or the signature of a typed address. It asks once and shows the result.
 */
export class ErasingView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #dialog: QuestionDialog;
  readonly #erased: () => void;

  /** The view calls `erased` after it removed a signature from memory. */
  constructor(desk: DeskState, section: HTMLElement, dialog: HTMLDialogElement, erased: () => void) {
    this.#desk = desk;
    this.#section = section;
    this.#dialog = new QuestionDialog(dialog);
    this.#erased = erased;
    find(section, 'form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#eraseAddress();
    });
  }

  async eraseOne({ id, supporter }: OpenSignature): Promise<void> {
    const { session, t } = this.#desk;
    const question = t('desk.erase.one', { name: supporter.name, email: supporter.email });
    if (!session || !(await this.#dialog.ask(question))) return;
    const answer = await session.requests.erase(session.campaign.slug, id);
    this.#say(answer.kind === 'done' ? t('desk.erase.done') : errorWords(answer.status, t));
    if (answer.kind === 'done') this.#forget([id]);
  }

  /** Takes back an open question: nothing is erased. */
  keep(): void {
    this.#dialog.close();
  }

  clear(): void {
    this.keep();
    find(this.#section, 'form', HTMLFormElement).reset();
    this.#say('');
  }

  async #eraseAddress(): Promise<void> {
    const { session, t } = this.#desk;
    const input = find(this.#section, '#erase-address', HTMLInputElement);
    const email = input.value.trim();
    if (!session) return;
    const addresses = everyCanonicalAddress(email);
    if (addresses.length === 0) {
      this.#say(t('desk.error.email'));
      input.focus();
      return;
    }
    if (!(await this.#dialog.ask(t('desk.erase.address', { email })))) return;
    const answer = await session.requests.eraseAddress(session.campaign.slug, email);
    this.#say(this.#outcome(answer));
    if (answer.kind === 'failed') return;
    input.value = '';
    const { signatures } = session.loading;
    this.#forget(
      signatures
        .open()
        .filter((row) => everyCanonicalAddress(row.supporter.email).some((one) => addresses.includes(one)))
        .map(({ id }) => id),
    );
  }

  /** The words for a result. A sealed row does not show its address, so only a new load removes it. */
  #outcome(answer: Answered<number>): string {
    const { session, t } = this.#desk;
    if (answer.kind === 'failed') return errorWords(answer.status, t);
    if (answer.value === 0) return t('desk.erase.none');
    const sealed = session?.loading.signatures.sealedCount ?? 0;
    return sealed > 0 ? `${t('desk.erase.done')} ${t('desk.erase.reload')}` : t('desk.erase.done');
  }

  #forget(ids: readonly string[]): void {
    for (const id of ids) this.#desk.session?.loading.signatures.remove(id);
    this.#erased();
  }

  #say(words: string): void {
    for (const status of document.querySelectorAll('[data-erased]')) status.textContent = words;
  }
}
