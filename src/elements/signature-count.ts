import { countPath } from '#domain/api-paths.ts';
import type { SignatureCount as SignatureCountAnswer } from '#domain/count.ts';
import { type Progress, progressTo } from '#domain/milestone.ts';

type Answer = Pick<SignatureCountAnswer, 'count' | 'asOf' | 'goal' | 'open'>;

/**
 * Replaces the built number, or the words in its place, by the live number. It asks once, and a failure
 * changes nothing.
 */
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
      const response = await fetch(countPath(this.dataset['campaign'] ?? ''), { signal });
      const answer: unknown = await response.json();
      if (response.ok && isCount(answer)) this.#show(answer);
    } catch {
      // The built number and its date stay.
    }
  }

  #show({ count, asOf, goal, open }: Answer) {
    const data = this.dataset;
    // New words may be shorter, and the content below must not move.
    for (const element of [this, ...this.querySelectorAll('p')]) {
      element.style.minBlockSize = `${element.offsetHeight}px`;
    }
    const { lang } = document.documentElement;
    const numbers = new Intl.NumberFormat(lang);
    const number = numbers.format(count);
    const words = data[new Intl.PluralRules(lang).select(count)] ?? data['other'] ?? '';
    const format = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
    for (const built of this.querySelectorAll('[data-built]')) built.remove();
    this.#fill('[data-slot=count]', number);
    this.#fill('[data-slot=words]', words);
    this.#fill('[data-slot=asOf]', (data['asOf'] ?? '').replace('{time}', format.format(new Date(asOf))));
    this.querySelector('[data-counted]')?.removeAttribute('hidden');
    const progress = goal ? `. ${this.#showProgress(progressTo(goal, count, open), count, numbers)}` : '';
    this.#fill('[role=status]', `${number} ${words}${progress}`);
  }

  /** Moves the bar and returns the words for the milestones, or else for the goal. */
  #showProgress({ goal, reached, milestones }: Progress, count: number, numbers: Intl.NumberFormat): string {
    const bar = this.querySelector('progress');
    if (!bar) return '';
    bar.max = goal;
    bar.value = count;
    const names = milestones.length > 0 ? milestones : (['goal'] as const);
    const words = names
      .map((name) => this.dataset[name] ?? '')
      .join(' ')
      .replaceAll('{goal}', numbers.format(goal))
      .replace('{reached}', numbers.format(reached ?? 0));
    this.#fill('[data-slot=goal]', words);
    return words;
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
    typeof answer.asOf === 'string' &&
    'goal' in answer &&
    (typeof answer.goal === 'number' || answer.goal === null) &&
    'open' in answer &&
    typeof answer.open === 'boolean'
  );
}

customElements.define('signature-count', SignatureCount);
