import * as v from 'valibot';
import { characterFaults } from './characters.ts';
import { isVisible } from './invisible.ts';
import { webFault } from './link.ts';
import { isLanguageTag } from './locale-tag.ts';
import { meantLocale } from './meant-locale.ts';
import { lengthOf } from './text.ts';
import { meantAnswer } from './typed-choice.ts';
import { meantDays } from './typed-days.ts';

/*
 * Schemas of the values that editors write. Messages finish the sentence “`goal` …” and say how to correct
 * it. `{key}` in one becomes the key with its colon, `goal: `, and nothing in a list. They are not translated,
 * because editors write English keys.
 */

/** The most characters of a text in front matter: about the longest that a page can show well. */
const MAX_CHARS = 300;

/** A text that is not empty, without invisible marks, and not too long. `what` describes it in the message. */
export const line = (what: string, maxChars = MAX_CHARS) =>
  v.pipe(
    v.string(({ input }) => noText(what, input)),
    v.trim(),
    v.check(isVisible, `is empty: give ${what}, or leave it out`),
    v.check(
      (text) => lengthOf(text) <= maxChars,
      ({ input }) =>
        `has ${lengthOf(input)} characters, and at most ${maxChars} find room: shorten it, and say the rest in the text`,
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      const [fault] = dataset.typed ? characterFaults(dataset.value) : [];
      if (fault) addIssue({ message: `holds ${fault.message}` });
    }),
  );

function noText(what: string, typed: unknown): string {
  if (typeof typed === 'number' || typeof typed === 'boolean')
    return `must be ${what}, in words: put it in quotes`;
  return Array.isArray(typed) ? `must be ${what}, and not a list: write it in one line` : `must be ${what}`;
}

/** The address of a page on another site. */
export const webAddress = (what: string) =>
  v.pipe(
    line(what, MAX_ADDRESS_CHARS),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? webFault(dataset.value) : null;
      if (fault !== null) addIssue({ message: `must be an address such as https://example.org/: ${fault}` });
    }),
  );

/** As long as addresses are that all browsers open. */
const MAX_ADDRESS_CHARS = 2000;

/** A language of the site. Browsers and the interface understand its tag (BCP 47). */
export const localeTag = v.pipe(
  v.string('must be a locale such as en: write the short name of a language'),
  v.check(isLanguageTag, ({ input }) => {
    const meant = meantLocale(input);
    return `must be a locale such as en or pt-BR: write ${meant === null ? 'the short name of a language' : `{key}${meant}`}`;
  }),
);

/** A map of YAML. valibot's `record` and `object` take a list for one (1.5.0). */
export const map = (message: string) =>
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    message,
  );

/** A line for each locale. `message` is for anything that is not a map. */
export const linePerLocale = (what: string, maxChars: number, message: string) =>
  v.pipe(map(message), v.record(v.string(), line(what, maxChars)));

/** One of a few words. `meant` finds the one that was meant, if the value is none of them. */
export const choice = <const Choices extends readonly string[]>(
  choices: Choices,
  meant: (typed: unknown) => string | null,
) =>
  v.picklist(choices, ({ input }) => {
    const word = meant(input);
    return `must be one of ${choices.join(', ')}${word === null ? '' : `: write {key}${word}`}`;
  });

/** A list in which each entry is there once. `nameOf` gives what must not stand twice, and where in the entry. */
export const eachOnce = <Entry>(nameOf: (entry: Entry) => string, within?: string) =>
  v.rawCheck<Entry[]>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const names = dataset.value.map(nameOf);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      const input = dataset.value;
      const entry = { type: 'array', origin: 'value', input, key: index, value: input[index] } as const;
      const inner = {
        type: 'unknown',
        origin: 'value',
        input: input[index],
        key: within,
        value: name,
      } as const;
      addIssue({
        message: `names ${name} twice: remove one of the two`,
        path: within === undefined ? [entry] : [entry, inner],
      });
    }
  });

/** Yes or no. */
export const yesOrNo = v.boolean(({ input }) => {
  const meant = meantAnswer(input);
  return `must be true or false: write ${meant === null ? 'one of the two, or remove the line' : `{key}${meant}`}`;
});

/** A message for a value that should be a list: one word alone becomes a list of it. */
export const listMessage =
  (otherwise: string, toWord: (word: string) => string | null, between = /[,;\s]+/u) =>
  ({ input }: { readonly input: unknown }): string => {
    const words = wordsOf(input, between).flatMap((word) => toWord(word) ?? []);
    return words.length > 0
      ? `must be a list, in brackets: write {key}[${[...new Set(words)].join(', ')}]`
      : otherwise;
  };

/** The words of a value that is no list: of `a, b`, and of lines such as `a: true`. */
function wordsOf(typed: unknown, between: RegExp): readonly string[] {
  if (typeof typed === 'string') return typed.split(between).filter((word) => word !== '');
  if (typeof typed !== 'object' || typed === null) return [];
  return Object.entries(typed).flatMap(([key, value]) => (value === false || value === 'no' ? [] : [key]));
}

const ABOVE_0 = 'must be a whole number above 0, such as 5000';
const NOT_NEGATIVE = 'must be a whole number, 0 or more';
const NOT_0 = 'must be a whole number that is not 0';
/** More than there are people. Sums of such numbers stay exact. */
const MOST = 10_000_000_000;
const TOO_MANY = `must be at most ${MOST}: check its digits`;

/** A whole number above 0. */
export const wholeNumberAbove0 = v.pipe(
  v.number(ABOVE_0),
  v.integer(ABOVE_0),
  v.minValue(1, ABOVE_0),
  v.maxValue(MOST, TOO_MANY),
);

/** A whole number, 0 too. */
export const wholeNumber = v.pipe(
  v.number(NOT_NEGATIVE),
  v.integer(NOT_NEGATIVE),
  v.minValue(0, NOT_NEGATIVE),
  v.maxValue(MOST, TOO_MANY),
);

/** A whole number other than 0. */
export const wholeNumberNot0 = v.pipe(
  v.number(NOT_0),
  v.integer(NOT_0),
  v.check((count) => count !== 0, NOT_0),
  v.check((count) => Math.abs(count) <= MOST, TOO_MANY),
);

const DAYS = 'must be a whole number of days above 0, such as 180';

function daysMessage({ input }: { readonly input: unknown }): string {
  const days = meantDays(input);
  return days === null ? DAYS : `must be a number of days, without another word: write {key}${days}`;
}

/** A number of days, a hundred years at most. */
export const wholeDays = v.pipe(
  v.number(daysMessage),
  v.integer(DAYS),
  v.minValue(1, DAYS),
  v.maxValue(36_500, 'must be at most 36500 days: signatures are not kept for ever'),
);
