const TIMEOUT_MS = 30_000;

interface FormError {
  readonly field?: unknown;
  readonly message: string;
}

/** The answer that asks for a code by mail: the next page needs it. */
interface Pending {
  readonly record: string;
}

/** What came of a request: recorded, a mail follows, refused with errors, held back by the host, or not known. */
type Outcome = 'accepted' | Pending | readonly FormError[] | 'busy' | 'failed';

// Outside of the class: private fields and methods would load one more file in our oldest browsers.
const sending = new WeakSet<HTMLElement>();

/**
 * Sends the form without leaving the page, and shows errors in the same places as the server's page. A
 * browser that lacks something for this sends the form itself.
 */
class SignForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', this);
    this.addEventListener('change', this);
  }

  handleEvent(event: Event) {
    if (event.target instanceof HTMLInputElement) askAbout(event.target);
    if (!(event.target instanceof HTMLFormElement)) return;
    try {
      if (!sending.has(this)) void follow(this, event.target, send(event.target));
      event.preventDefault();
    } catch {
      // No request went out, so the browser goes on with the form.
    }
  }
}

/** Nearly all addresses are right, so the page loads what knows the slips only once somebody types one. */
function askAbout(control: HTMLInputElement) {
  if (control.type !== 'email') return;
  // Without this file nothing is asked.
  import('./address-question.ts').then((question) => question.askAbout(control)).catch(() => null);
}

async function follow(host: HTMLElement, form: HTMLFormElement, outcome: Promise<Outcome>) {
  sending.add(host);
  try {
    say(host, 'sending');
    clear(host);
    show(host, form, await outcome);
  } catch {
    // The page cannot show the outcome here. The server's page can, and a second signature counts once.
    form.submit();
  }
}

function clear(host: HTMLElement) {
  for (const slot of host.querySelectorAll<HTMLElement>('.field-error')) slot.hidden = true;
  for (const control of host.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  const summary = document.getElementById('error-summary');
  if (summary) summary.hidden = true;
  const prefix = host.dataset['errorPrefix'] ?? '';
  if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
}

function show(host: HTMLElement, form: HTMLFormElement, outcome: Outcome) {
  // Whoever left in a hurry is not fetched back by an answer that comes while the other site loads.
  if (hasLeft()) {
    form.reset();
    return;
  }
  if (outcome === 'accepted') {
    const leave = () => {
      form.reset();
      if (!hasLeft()) location.replace(host.dataset['thanks'] ?? '/');
    };
    import('./thanks-in-place.ts').then((thanks) => thanks.showThanks(host, leave)).catch(leave);
    return;
  }
  if (typeof outcome === 'object' && 'record' in outcome) {
    // The next page keeps the record in its entry of the history, and in no address. It begins at its top.
    history.scrollRestoration = 'manual';
    history.replaceState(outcome, '', host.dataset['pending']);
    form.reset();
    location.reload();
    return;
  }
  sending.delete(host);
  if (typeof outcome === 'string') {
    say(host, outcome);
    fill(host, '.button', host.dataset['again'] ?? '');
  } else {
    showErrors(host, form, outcome);
    say(host, '');
  }
}

function hasLeft() {
  return 'left' in document.documentElement.dataset;
}

/** The summary of mistakes comes to the form that has them: there the person is. */
function showErrors(host: HTMLElement, form: HTMLFormElement, errors: readonly FormError[]) {
  const summary = document.getElementById('error-summary');
  const prefix = host.dataset['errorPrefix'] ?? '';
  const lines = errors.map((error) => showOne(host, error));
  summary?.querySelector('ul')?.replaceChildren(...lines);
  if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
  if (!summary) return;
  (form.querySelector('.fields') ?? form).prepend(summary);
  summary.hidden = false;
  summary.focus();
}

/** Shows a mistake at its field, and returns its line for the summary, with a link. */
function showOne(host: HTMLElement, { field, message }: FormError): HTMLLIElement {
  const line = document.createElement('li');
  const name = typeof field === 'string' ? field : '';
  const slot = name && host.querySelector(`[data-field=${CSS.escape(name)}] .field-error`);
  if (!(slot instanceof HTMLElement)) {
    line.textContent = message;
    return line;
  }
  slot.textContent = message;
  slot.hidden = false;
  for (const control of host.querySelectorAll(`[name=${CSS.escape(name)}]`)) {
    control.setAttribute('aria-invalid', 'true');
  }
  const link = document.createElement('a');
  link.href = `#${slot.id.replace('-error', '')}`;
  link.textContent = message;
  line.append(link);
  return line;
}

function say(host: HTMLElement, key: 'sending' | 'busy' | 'failed' | '') {
  fill(host, '[data-slot=status]', host.dataset[key] ?? '');
}

function fill(host: HTMLElement, slot: string, words: string) {
  const element = host.querySelector(slot);
  if (element) element.textContent = words;
}

/** Sends the form. Throws at once, before anything is sent, where the browser lacks something for it. */
function send(form: HTMLFormElement): Promise<Outcome> {
  const stopping = new AbortController();
  setTimeout(() => {
    stopping.abort();
  }, TIMEOUT_MS);
  const answering = fetch(form.action, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      // A refusal that is made before the form is read speaks the page's language, too.
      'accept-language': document.documentElement.lang,
    },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
    redirect: 'error',
    signal: stopping.signal,
  });
  return answering.then(read, () => 'failed');
}

/** Reads an answer. Whatever is not in our own words came from something between this page and us. */
async function read(response: Response): Promise<Outcome> {
  const answer: unknown = await response.json().catch(() => null);
  if (!isObject(answer)) return response.status === 429 ? 'busy' : 'failed';
  const { status, record, errors: told } = answer;
  if (response.ok) {
    if (status === 'pending' && typeof record === 'string') return { record };
    return status === 'accepted' ? 'accepted' : 'failed';
  }
  const errors = Array.isArray(told) ? told.filter(isError) : [];
  if (errors.length > 0) return errors;
  return response.status === 429 ? 'busy' : 'failed';
}

function isError(error: unknown): error is FormError {
  return isObject(error) && typeof error['message'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

customElements.define('sign-form', SignForm);
