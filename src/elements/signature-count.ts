import type { LiveNumber } from '#number/page-number.ts';

/** What our function says for this page. */
type Page = Omit<LiveNumber, 'words'> & { readonly words: Readonly<Record<string, string>> };

/**
 * Replaces the built number, or the words in its place, by the live number. It asks once, and a failure
 * changes nothing. A draft has no address to ask. The answer brings the words. The first format that a browser makes
 * would hold a cheap phone up for a tenth of a second.
 */
class SignatureCount extends HTMLElement {
  connectedCallback() {
    const { count } = this.dataset;
    if (count) void refresh(this, count);
  }
}

// Functions instead of private methods: those would load one more file in our oldest browsers.
async function refresh(element: HTMLElement, address: string) {
  try {
    const response = await fetch(address);
    const { open, page } = (await response.json()) as { open?: unknown; page?: Page };
    if (!response.ok || typeof open !== 'boolean') return;
    const slots = element.querySelectorAll<HTMLElement>('[data-slot]');
    if (page && areFor(slots, page.words)) show(element, slots, page);
    // The page may be older than the campaign's last day, or than its first.
    for (const part of document.querySelectorAll<HTMLElement>('[data-while]')) {
      part.hidden = part.dataset['while'] !== (open ? 'open' : 'shut');
    }
  } catch {
    // The built number and its date stay.
  }
}

/** Measures everything first, and then changes it. So the page is laid out once. */
function show(element: HTMLElement, slots: Iterable<HTMLElement>, { words, basis, bar }: Page) {
  const heights = [element, ...element.querySelectorAll<HTMLElement>('p,.note span')].map(
    (part) => [part, `${part.offsetHeight}px`] as const,
  );
  // New words may be shorter, and the content below must not move.
  for (const [part, height] of heights) if (height !== '0px') part.style.minBlockSize = height;
  for (const slot of slots) {
    slot.textContent = wordsFor(slot, words) ?? '';
    slot.hidden = !slot.textContent;
  }
  for (const part of element.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = !['live', basis].includes(part.dataset['when'] ?? '');
  }
  const progress = element.querySelector('progress');
  if (!progress || !bar) return;
  progress.max = bar.max;
  if (bar.value === null) progress.removeAttribute('value');
  else progress.value = bar.value;
}

/** True if each place has its words, and none are left over. Those of another deploy may be others. */
function areFor(slots: NodeListOf<HTMLElement>, words: Page['words']): boolean {
  return (
    Object.keys(words).length === slots.length &&
    [...slots].every((slot) => typeof wordsFor(slot, words) === 'string')
  );
}

function wordsFor({ dataset: { slot = '' } }: HTMLElement, words: Page['words']): string | undefined {
  return words[slot];
}

customElements.define('signature-count', SignatureCount);
