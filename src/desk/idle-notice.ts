import type { Translator } from '#i18n/translate.ts';
import { element, find } from './element.ts';

/** Says that a session is about to end, or has ended, because nobody used it. */
export class IdleNotice {
  readonly #warning: HTMLElement;
  readonly #ended: HTMLElement;

  constructor(root: HTMLElement) {
    this.#warning = find(root, '#idle', HTMLElement);
    this.#ended = find(root, '#idle-ended', HTMLElement);
  }

  /** Shows when the desk forgets everything; `null` removes the warning. Its button is a key like any other. */
  warn(until: Date | null, { t, timeZone }: { readonly t: Translator; readonly timeZone: string }): void {
    this.#warning.replaceChildren();
    if (until === null) return;
    const clock = new Intl.DateTimeFormat(t.locale, { timeStyle: 'short', timeZone });
    this.#warning.append(
      element('p', {}, t('desk.idle.warning', { time: clock.format(until) })),
      element('button', { type: 'button', class: 'button' }, t('desk.idle.stay')),
    );
  }

  /** Shows at the sign-in form why the desk is empty; an empty string removes it. */
  sayEnded(words: string): void {
    this.#ended.textContent = words;
  }
}
