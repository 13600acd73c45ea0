import type { SignatureCount as SignatureCountAnswer } from '#domain/count.ts';
import { type Progress, progressTo } from '#domain/milestone.ts';
import { hasOnline, noneOf, reachOf, toldNumber } from '#domain/told-number.ts';

type Answer = Omit<SignatureCountAnswer, 'campaign' | 'elsewhere' | 'basis'>;

/**
 * Replaces the built number, or the words in its place, by the live number. It asks once, and a failure
 * changes nothing. A draft has no address to ask.
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
    const answer: unknown = await response.json();
    if (response.ok && isCount(answer)) show(element, answer);
  } catch {
    // The built number and its date stay.
  }
}

/** Measures and formats everything first. So a browser that cannot leaves the built number whole. */
function show(element: HTMLElement, answer: Answer) {
  const { count, exact, setAside, asOf, erased, goal, open } = answer;
  const { lang } = document.documentElement;
  const say = (key: string) => element.dataset[key] ?? '';
  const numbers = new Intl.NumberFormat(lang);
  const toDate = (moment: string, format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, {
      ...format,
      year: 'numeric',
      day: 'numeric',
      timeZone: say('timeZone'),
    }).format(new Date(moment));
  // Another deploy may tell its number in a manner for which this page has no words.
  if (exact === !!say('least')) return;
  const told = toldNumber(answer);
  const reach = reachOf(told);
  const isNone = exact && count === 0;
  const signatures = say(new Intl.PluralRules(lang).select(told.number)) || say('other');
  const bar = element.querySelector('progress');
  const progress =
    goal && say('goal') ? progressTo(goal, { count: reach ?? 0, isOpen: open, isExact: exact }) : null;
  const words: Record<string, string> = {
    before: say(told.manner),
    number: isNone ? '' : numbers.format(told.number),
    after: isNone
      ? say(noneOf(open ? 'active' : 'closed', answer))
      : `${signatures} ${told.manner === 'apart' ? say('elsewhere') : ''}`.trim(),
    // A campaign that has won has no bar, and says only that it reached its goal.
    goal: progress && (bar || progress.reached) ? goalWords(progress, say, numbers) : '',
    asOf: say('asOf').replace(
      '{time}',
      toDate(asOf, { month: 'short', hour: 'numeric', minute: 'numeric', timeZoneName: 'short' }),
    ),
    setAside: setAside > 0 ? say('setAside').replace('{count}', numbers.format(setAside)) : '',
  };
  if (erased) words['kept'] = say('erased').replace('{date}', toDate(erased, { month: 'long' }));
  const number = [words['before'], words['number'], words['after']].filter(Boolean).join(' ');
  words['said'] = [number, words['goal']].filter(Boolean).join('. ');
  const heights = [element, ...element.querySelectorAll<HTMLElement>('p,.note span')].map(
    (part) => [part, `${part.offsetHeight}px`] as const,
  );
  // New words may be shorter, and the content below must not move.
  for (const [part, height] of heights) if (height !== '0px') part.style.minBlockSize = height;
  for (const part of element.querySelectorAll<HTMLElement>('[data-slot],[data-when]')) {
    const { slot = '', when } = part.dataset;
    const text = words[slot];
    if (text !== undefined) part.textContent = text;
    part.hidden = when ? !['live', hasOnline(answer) ? 'here' : 'paper'].includes(when) : !part.textContent;
  }
  // The page may be older than the campaign's last day, or than its first.
  for (const part of document.querySelectorAll<HTMLElement>('[data-while]')) {
    part.hidden = part.dataset['while'] !== (open ? 'open' : 'shut');
  }
  if (bar && progress) {
    bar.max = progress.goal;
    if (reach === null) bar.removeAttribute('value');
    else bar.value = reach;
  }
}

/** The words for what a number says of its goal. */
function goalWords(
  { goal, reached, missing, milestones }: Progress,
  say: (key: string) => string,
  numbers: Intl.NumberFormat,
): string {
  return milestones
    .map(say)
    .join(' ')
    .split('{goal}')
    .join(numbers.format(goal))
    .replace('{reached}', numbers.format(reached ?? 0))
    .replace('{count}', numbers.format(missing));
}

/** True for the answer of our own function. Another server between this page and us may answer anything. */
function isCount(answer: unknown): answer is Answer {
  if (typeof answer !== 'object' || answer === null) return false;
  const { count, online, setAside, goal, asOf, erased, exact, open } = answer as Record<string, unknown>;
  return (
    [count, online, setAside, goal ?? 1].every(isWhole) &&
    goal !== 0 &&
    [asOf, erased ?? asOf].every(isMoment) &&
    [exact, open].every((fact) => typeof fact === 'boolean')
  );
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

customElements.define('signature-count', SignatureCount);
