import type { SignatureCount as SignatureCountAnswer } from '#domain/count.ts';

type Answer = Pick<SignatureCountAnswer, 'count' | 'asOf'>;

/** Puts the live number where the built one, or words instead of it, stood. Asks once; silent when it fails. */
class SignatureCount extends HTMLElement {
  #leaving: AbortController | null = null;

  connectedCallback() {
    this.#leaving = new AbortController();
    void this.#refresh(this.#leaving.signal);
  }

  disconnectedCallback() {
    this.#leaving?.abort();
  }

  async #refresh(signal: AbortSignal) {
    try {
      const response = await fetch(`/api/campaigns/${this.dataset['campaign'] ?? ''}/count`, { signal });
      const answer: unknown = await response.json();
      if (response.ok && isCount(answer)) this.#show(answer);
    } catch {
      // The built number, with its own date, stays.
    }
  }

  #show({ count, asOf }: Answer) {
    const data = this.dataset;
    // Fewer words may take their place; what stands below must not move.
    for (const element of [this, ...this.querySelectorAll('p')]) {
      element.style.minBlockSize = `${element.offsetHeight}px`;
    }
    const { lang } = document.documentElement;
    const number = new Intl.NumberFormat(lang).format(count);
    const words = data[new Intl.PluralRules(lang).select(count)] ?? data['other'] ?? '';
    const format = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
    for (const built of this.querySelectorAll('[data-built]')) built.remove();
    this.#fill('[data-slot=count]', number);
    this.#fill('[data-slot=words]', words);
    this.#fill('[data-slot=asOf]', (data['asOf'] ?? '').replace('{time}', format.format(new Date(asOf))));
    this.querySelector('[data-counted]')?.removeAttribute('hidden');
    this.querySelector('progress')?.setAttribute('value', String(count));
    this.#fill('[role=status]', `${number} ${words}`);
  }

  #fill(slot: string, words: string) {
    const element = this.querySelector(slot);
    if (element) element.textContent = words;
  }
}

function isCount(answer: unknown): answer is Answer {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'count' in answer &&
    typeof answer.count === 'number' &&
    'asOf' in answer &&
    typeof answer.asOf === 'string'
  );
}

customElements.define('signature-count', SignatureCount);
