const PRESSES = 3;
const FORGET_MS = 5000;

/** Leaves at once by its link or by Shift three times: blank first, and out of the list that Back walks through. */
class QuickExit extends HTMLElement {
  #presses = 0;
  #lastPress = 0;
  #title = '';

  connectedCallback() {
    addEventListener('click', this);
    addEventListener('keydown', this);
    addEventListener('pageshow', this);
  }

  disconnectedCallback() {
    removeEventListener('click', this);
    removeEventListener('keydown', this);
    removeEventListener('pageshow', this);
  }

  handleEvent(event: Event) {
    if (event instanceof KeyboardEvent) this.#press(event);
    else if (event instanceof PageTransitionEvent) this.#comeBack();
    else if (event.target instanceof Element) this.#follow(event, event.target.closest('a'));
  }

  /** Jumps within the page would each leave it in the list that Back walks through, so they replace each other. */
  #follow(event: Event, link: HTMLAnchorElement | null) {
    const isExit = link?.matches('[data-exit]');
    if (!link || !(isExit || link.matches('[href^="#"]'))) return;
    event.preventDefault();
    if (isExit) this.#leave();
    else location.replace(link.href);
  }

  /** Any key in between starts anew, so that capitals in a name lead nowhere. Both Shift keys count. */
  #press({ key, repeat, timeStamp }: KeyboardEvent) {
    if (repeat) return;
    const isLate = timeStamp - this.#lastPress > FORGET_MS;
    this.#lastPress = timeStamp;
    this.#presses = key === 'Shift' ? (isLate ? 1 : this.#presses + 1) : 0;
    const { one = '', two = '' } = this.dataset;
    if (this.#presses === PRESSES) this.#leave();
    else this.#say(['', two, one][this.#presses] ?? '');
  }

  #leave() {
    const link = this.querySelector<HTMLAnchorElement>('[data-exit]');
    if (!link) return;
    this.#presses = 0;
    document.documentElement.dataset['left'] = '';
    this.#title = document.title;
    document.title = link.host;
    this.#say(this.dataset['leaving'] ?? '');
    location.replace(link.href);
  }

  /** A browser may bring the blank page back as it was left. */
  #comeBack() {
    if (document.documentElement.dataset['left'] === undefined) return;
    delete document.documentElement.dataset['left'];
    document.title = this.#title;
    this.#say('');
  }

  #say(words: string) {
    const status = this.querySelector('[role=status]');
    if (status && status.textContent !== words) status.textContent = words;
  }
}

customElements.define('quick-exit', QuickExit);
