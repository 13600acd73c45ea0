const TIMEOUT_MS = 30_000;

interface FormError {
  readonly field?: string;
  readonly message: string;
}

/** Sends the form without leaving the page, and shows errors in the same places as the server's page. */
class SignForm extends HTMLElement {
  #isSending = false;

  connectedCallback() {
    this.addEventListener('submit', this);
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this);
  }

  handleEvent(event: Event) {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement && !this.#isSending) void this.#send(event.target);
  }

  async #send(form: HTMLFormElement) {
    this.#isSending = true;
    this.#say('sending');
    this.#clear();
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(Object.fromEntries(new FormData(form))),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) {
        // The form is cleared, and the next page replaces it in the history.
        form.reset();
        location.replace(this.dataset['thanks'] ?? '/');
        return;
      }
      this.#show(toErrors(await response.json()));
      this.#say('');
    } catch {
      // A second signature counts once, so the supporter can safely send again.
      this.#say('failed');
      this.#fill('.button', this.dataset['again'] ?? '');
    }
    this.#isSending = false;
  }

  #clear() {
    for (const slot of this.querySelectorAll<HTMLElement>('.field-error')) slot.hidden = true;
    for (const control of this.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    const summary = document.getElementById('error-summary');
    if (summary) summary.hidden = true;
  }

  #show(errors: readonly FormError[]) {
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
    const slot = field && this.querySelector<HTMLElement>(`#${CSS.escape(field)}-error`);
    if (!slot) {
      line.textContent = message;
      return line;
    }
    slot.textContent = message;
    slot.hidden = false;
    for (const control of this.querySelectorAll(`[name=${CSS.escape(field)}]`)) {
      control.setAttribute('aria-invalid', 'true');
    }
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = message;
    line.append(link);
    return line;
  }

  #say(key: 'sending' | 'failed' | '') {
    this.#fill('[data-slot=status]', this.dataset[key] ?? '');
  }

  #fill(slot: string, words: string) {
    const element = this.querySelector(slot);
    if (element) element.textContent = words;
  }
}

/** Reads the errors of an answer. Throws a `TypeError` for a foreign answer. */
function toErrors(answer: unknown): FormError[] {
  if (typeof answer === 'object' && answer !== null && 'errors' in answer && Array.isArray(answer.errors)) {
    return answer.errors.filter(isFormError);
  }
  throw new TypeError('The answer holds no errors.');
}

function isFormError(error: unknown): error is FormError {
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  );
}

customElements.define('sign-form', SignForm);
