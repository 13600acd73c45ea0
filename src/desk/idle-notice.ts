import type { Translator } from '#i18n/translate.ts';
import { element, find } from './element.ts';

/** Says that a session is about to end, or has ended, because nobody used it. */
export class IdleNotice {
  readonly #warning: HTMLElement;
  readonly #ended: HTMLElement;
  /** What had the focus before the warning. */
  #before: HTMLElement | null = null;

  constructor(root: HTMLElement) {
    this.#warning = find(root, '#idle', HTMLElement);
    this.#ended = find(root, '#idle-ended', HTMLElement);
  }

  /** Shows when the desk forgets everything; `null` removes the warning and gives the focus back. */
  warn(until: Date | null, { t, timeZone }: { readonly t: Translator; readonly timeZone: string }): void {
    const hadFocus = this.#warning.contains(document.activeElement);
    this.#warning.replaceChildren();
    if (hadFocus) this.#before?.focus();
    this.#before = null;
    if (until === null) return;
    if (document.activeElement instanceof HTMLElement) this.#before = document.activeElement;
    const clock = new Intl.DateTimeFormat(t.locale, { timeStyle: 'short', timeZone });
    this.#warning.append(
      element('p', {}, t('desk.idle.warning', { time: clock.format(until) })),
      element('button', { type: 'button', class: 'button' }, t('desk.idle.stay')),
    );
  }

  /** True for a press or a key that answers the warning. A key on its button is a press soon. */
  isAnswer({ type, target }: Event): boolean {
    if (type === 'keydown') return !(target instanceof Node && this.#warning.contains(target));
    return type === 'click' || type === 'input';
  }

  /** Shows at the sign-in form why the desk is empty; an empty string removes it. */
  sayEnded(words: string): void {
    this.#ended.textContent = words;
  }
}
