import { countPath } from '#domain/api-paths.ts';
import type { SignatureCount as SignatureCountAnswer } from '#domain/count.ts';
import { type Progress, progressTo } from '#domain/milestone.ts';

type Answer = Pick<SignatureCountAnswer, 'count' | 'asOf' | 'goal' | 'open'>;

/**
 * Replaces the built number, or the words in its place, by the live number. It asks once, and a failure
 * changes nothing.
 */
class SignatureCount extends HTMLElement {
  connectedCallback() {
    void this.#refresh();
  }

  async #refresh() {
    try {
      const response = await fetch(countPath(this.dataset['campaign'] ?? ''));
      const answer: unknown = await response.json();
      if (response.ok && isCount(answer)) this.#show(answer);
    } catch {
      // The built number and its date stay.
    }
  }

  /** Measures and formats everything first. So a browser that cannot leaves the built number whole. */
  #show({ count, asOf, goal, open }: Answer) {
    const data = this.dataset;
    const { lang } = document.documentElement;
    const numbers = new Intl.NumberFormat(lang);
    const number = numbers.format(count);
    const words = data[new Intl.PluralRules(lang).select(count)] ?? data['other'] ?? '';
    const format = new Intl.DateTimeFormat(lang, {
      ...({ year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
      timeZone: data['timeZone'],
      timeZoneName: 'short',
    });
    const time = (data['asOf'] ?? '').replace('{time}', format.format(new Date(asOf)));
    const bar = this.querySelector('progress');
    const progress = bar && goal ? progressTo(goal, count, open) : null;
    const goalWords = progress ? this.#wordsFor(progress, numbers) : '';
    const heights = [this, ...this.querySelectorAll('p')].map(
      (element) => [element, `${element.offsetHeight}px`] as const,
    );
    // New words may be shorter, and the content below must not move.
    for (const [element, height] of heights) element.style.minBlockSize = height;
    for (const built of this.querySelectorAll('[data-built]')) built.remove();
    this.#fill('[data-slot=count]', number);
    this.#fill('[data-slot=words]', words);
    this.#fill('[data-slot=asOf]', time);
    this.querySelector('[data-counted]')?.removeAttribute('hidden');
    if (bar && progress) {
      bar.max = progress.goal;
      bar.value = count;
      this.#fill('[data-slot=goal]', goalWords);
    }
    this.#fill('[role=status]', [`${number} ${words}`, goalWords].filter(Boolean).join('. '));
  }

  /** The words for the milestones, or else for the goal. */
  #wordsFor({ goal, reached, milestones }: Progress, numbers: Intl.NumberFormat): string {
    const names = milestones.length > 0 ? milestones : (['goal'] as const);
    return names
      .map((name) => this.dataset[name] ?? '')
      .join(' ')
      .split('{goal}')
      .join(numbers.format(goal))
      .replace('{reached}', numbers.format(reached ?? 0));
  }

  #fill(slot: string, words: string) {
    const element = this.querySelector(slot);
    if (element) element.textContent = words;
  }
}

/** True for the answer of our own function. Another server between this page and us may answer anything. */
function isCount(answer: unknown): answer is Answer {
  if (typeof answer !== 'object' || answer === null) return false;
  const { count, asOf, goal, open } = answer as Record<string, unknown>;
  return (
    isWhole(count) &&
    (goal === null || (isWhole(goal) && goal > 0)) &&
    typeof asOf === 'string' &&
    !Number.isNaN(Date.parse(asOf)) &&
    typeof open === 'boolean'
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

customElements.define('signature-count', SignatureCount);
