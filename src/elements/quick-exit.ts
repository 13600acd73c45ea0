const PRESSES = 3;
const FORGET_MS = 5000;

/**
 * Leaves the site through its link or three presses of Shift. It blanks the page first, and replaces its
 * entry in the history.
 */
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
    else if (event.type === 'pageshow') this.#comeBack();
    else if (event.target instanceof Element) this.#follow(event, event.target.closest('a'));
  }

  /**
   * Follows exit links and links within the page. Jumps replace each other, so that Back does not show the
   * page.
   */
  #follow(event: Event, link: HTMLAnchorElement | null) {
    const isExit = link?.matches('[data-exit]');
    if (!link || !(isExit || link.matches('[href^="#"]'))) return;
    if (isExit) this.#leave(link);
    else location.replace(link.href);
    // Where this line is not reached, the browser follows the link itself.
    event.preventDefault();
  }

  /**
   * Counts presses of Shift. Any other key resets the count, so capitals in a name do not exit. Both Shift
   * keys count.
   */
  #press({ key, repeat, timeStamp }: KeyboardEvent) {
    if (repeat) return;
    const isLate = timeStamp - this.#lastPress > FORGET_MS;
    this.#lastPress = timeStamp;
    this.#presses = key === 'Shift' ? (isLate ? 1 : this.#presses + 1) : 0;
    const { one = '', two = '' } = this.dataset;
    const link = this.querySelector<HTMLAnchorElement>('[data-exit]');
    if (this.#presses === PRESSES && link) this.#leave(link);
    else this.#say(['', two, one][this.#presses] ?? '');
  }

  /** Leaves first, then blanks the page: what fails after the first line does not keep anyone here. */
  #leave(link: HTMLAnchorElement) {
    location.replace(link.href);
    this.#presses = 0;
    document.documentElement.dataset['left'] = '';
    this.#title = document.title;
    document.title = link.host;
    this.#say(this.dataset['leaving'] ?? '');
  }

  /** Restores the page, because a browser may show the blank page again. */
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
