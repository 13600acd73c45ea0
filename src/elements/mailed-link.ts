/** What the page keeps in its entry of the history, so that a reload loses nothing. */
interface Kept {
  readonly token?: unknown;
  readonly record?: unknown;
}

/** The fragment of a mailed link. No id of a page is as long. */
const TOKEN = /^#(\S{40,})$/u;

/** Outside of the class: for a private field, campaign pages would load a file more, shared with this one. */
let kept: Kept | null = null;

/**
 * Takes the token of a mailed link out of the address and puts it into its field. If a record waits for its
 * code, the form for the code is shown. This element sends nothing: only the press of a button does.
 */
class MailedLink extends HTMLElement {
  connectedCallback() {
    addEventListener('hashchange', this);
    addEventListener('click', this);
    this.handleEvent();
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this);
    removeEventListener('click', this);
  }

  handleEvent(event?: Event) {
    if (event instanceof MouseEvent) {
      keepIn(event);
      return;
    }
    const token = TOKEN.exec(location.hash)?.[1];
    // A link within the page loses what its entry of the history kept.
    kept = token ? { token } : (kept ?? sentBack() ?? keptBefore());
    if (!kept) return;
    show(kept, token !== undefined);
    history.replaceState(kept, '', this.dataset['path']);
  }
}

/**
 * A link to this page in another language takes along what waits here. The page of that language takes the
 * place of this one. In a new tab nothing waits.
 */
function keepIn(event: MouseEvent) {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[hreflang]');
  if (!kept || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(kept, '', link.href);
  location.reload();
}

/** What a function wrote into the page that it answered with. */
function sentBack(): Kept | null {
  const record = input('record')?.defaultValue;
  if (record) return { record };
  const token = input('token')?.defaultValue;
  return token ? { token } : null;
}

function keptBefore(): Kept | null {
  const state: unknown = history.state;
  return typeof state === 'object' ? state : null;
}

function show({ token, record }: Kept, isNew: boolean) {
  if (typeof record === 'string') {
    fill('record', record);
    showOnly('shape', 'code');
  } else if (typeof token === 'string' && (isNew || !isSeen())) {
    fill('token', token);
    showOnly('shape', 'link');
    showOnly('token', 'here');
  }
}

/** True if the page answers about a link, which then stays in sight. Where only the choice is missing it was whole. */
function isSeen(): boolean {
  return Boolean(input('token')?.defaultValue) && !document.querySelector('[name=withdraw][aria-invalid]');
}

/** Of the parts with this attribute, shows those with the value. */
function showOnly(name: 'shape' | 'token', value: string) {
  for (const part of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
    part.hidden = part.dataset[name] !== value;
  }
}

function fill(name: 'record' | 'token', value: string) {
  const control = input(name);
  if (control) control.value = value;
}

function input(name: 'record' | 'token') {
  return document.querySelector<HTMLInputElement>(`input[name=${name}]`);
}

customElements.define('mailed-link', MailedLink);
