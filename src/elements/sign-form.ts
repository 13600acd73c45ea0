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

/**
 * Sends the form without leaving the page, and shows errors in the same places as the server's page. A
 * browser that lacks something for this sends the form itself.
 */
class SignForm extends HTMLElement {
  #isSending = false;

  connectedCallback() {
    this.addEventListener('submit', this);
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this);
  }

  handleEvent(event: Event) {
    if (!(event.target instanceof HTMLFormElement)) return;
    try {
      if (!this.#isSending) void this.#follow(event.target, send(event.target));
      event.preventDefault();
    } catch {
      // No request went out, so the browser goes on with the form.
    }
  }

  async #follow(form: HTMLFormElement, sending: Promise<Outcome>) {
    this.#isSending = true;
    try {
      this.#say('sending');
      this.#clear();
      this.#show(form, await sending);
    } catch {
      // The page cannot show the outcome here. The server's page can, and a second signature counts once.
      form.submit();
    }
  }

  #clear() {
    for (const slot of this.querySelectorAll<HTMLElement>('.field-error')) slot.hidden = true;
    for (const control of this.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    const summary = document.getElementById('error-summary');
    if (summary) summary.hidden = true;
  }

  #show(form: HTMLFormElement, outcome: Outcome) {
    if (outcome === 'accepted') {
      // The form is cleared, and the next page replaces it in the history.
      form.reset();
      location.replace(this.dataset['thanks'] ?? '/');
      return;
    }
    if (typeof outcome === 'object' && 'record' in outcome) {
      // The next page keeps the record in its entry of the history, and in no address. It begins at its top.
      history.scrollRestoration = 'manual';
      history.replaceState(outcome, '', this.dataset['pending']);
      form.reset();
      location.reload();
      return;
    }
    this.#isSending = false;
    if (typeof outcome === 'string') {
      this.#say(outcome);
      this.#fill('.button', this.dataset['again'] ?? '');
    } else {
      this.#showErrors(outcome);
      this.#say('');
    }
  }

  #showErrors(errors: readonly FormError[]) {
    const summary = document.getElementById('error-summary');
    const prefix = this.dataset['errorPrefix'] ?? '';
    summary?.querySelector('ul')?.replaceChildren(...errors.map((error) => this.#showOne(error)));
    if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
    if (summary) summary.hidden = false;
    summary?.focus();
  }

  /** Shows a mistake at its field, and returns its line for the summary, with a link. */
  #showOne({ field, message }: FormError): HTMLLIElement {
    const line = document.createElement('li');
    const name = typeof field === 'string' ? field : '';
    const slot = name && this.querySelector(`[data-field=${CSS.escape(name)}] .field-error`);
    if (!(slot instanceof HTMLElement)) {
      line.textContent = message;
      return line;
    }
    slot.textContent = message;
    slot.hidden = false;
    for (const control of this.querySelectorAll(`[name=${CSS.escape(name)}]`)) {
      control.setAttribute('aria-invalid', 'true');
    }
    const link = document.createElement('a');
    link.href = `#${slot.id.replace('-error', '')}`;
    link.textContent = message;
    line.append(link);
    return line;
  }

  #say(key: 'sending' | 'busy' | 'failed' | '') {
    this.#fill('[data-slot=status]', this.dataset[key] ?? '');
  }

  #fill(slot: string, words: string) {
    const element = this.querySelector(slot);
    if (element) element.textContent = words;
  }
}

/** Sends the form. Throws at once, before anything is sent, where the browser lacks something for it. */
function send(form: HTMLFormElement): Promise<Outcome> {
  const stopping = new AbortController();
  setTimeout(() => {
    stopping.abort();
  }, TIMEOUT_MS);
  const answering = fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
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
