const PRESSES = 3;
const FORGET_MS = 5000;

// Outside of the class: private fields would load one more file in our oldest browsers.
let presses = 0;
let lastPress = 0;
let title = '';

/**
 * Leaves the site through its link or three presses of Shift. It blanks the page first, and replaces its
 * entry in the history.
 */
class QuickExit extends HTMLElement {
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
    if (event instanceof KeyboardEvent) press(this, event);
    else if (event.type === 'pageshow') comeBack(this);
    else if (event.target instanceof Element) follow(this, event, event.target.closest('a'));
  }
}

/**
 * Follows exit links and links within the page. Jumps replace each other, so that Back does not show the
 * page.
 */
function follow(host: HTMLElement, event: Event, link: HTMLAnchorElement | null) {
  const isExit = link?.matches('[data-exit]');
  if (!link || !(isExit || link.matches('[href^="#"]'))) return;
  if (isExit) leave(host, link);
  else location.replace(link.href);
  // Where this line is not reached, the browser follows the link itself.
  event.preventDefault();
}

/**
 * Counts presses of Shift. Any other key resets the count, so capitals in a name do not exit. Both Shift
 * keys count.
 */
function press(host: HTMLElement, { key, repeat, timeStamp }: KeyboardEvent) {
  if (repeat) return;
  const isLate = timeStamp - lastPress > FORGET_MS;
  lastPress = timeStamp;
  presses = key === 'Shift' ? (isLate ? 1 : presses + 1) : 0;
  const { one = '', two = '' } = host.dataset;
  const link = host.querySelector<HTMLAnchorElement>('[data-exit]');
  if (presses === PRESSES && link) leave(host, link);
  else say(host, ['', two, one][presses] ?? '');
}

/** Leaves first, then blanks the page: what fails after the first line does not keep anyone here. */
function leave(host: HTMLElement, link: HTMLAnchorElement) {
  location.replace(link.href);
  presses = 0;
  document.documentElement.dataset['left'] = '';
  title = document.title;
  document.title = link.host;
  say(host, host.dataset['leaving'] ?? '');
}

/** Restores the page, because a browser may show the blank page again. */
function comeBack(host: HTMLElement) {
  if (document.documentElement.dataset['left'] === undefined) return;
  delete document.documentElement.dataset['left'];
  document.title = title;
  say(host, '');
}

function say(host: HTMLElement, words: string) {
  const status = host.querySelector('[role=status]');
  if (status && status.textContent !== words) status.textContent = words;
}

customElements.define('quick-exit', QuickExit);
