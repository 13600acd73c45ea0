import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { LANGUAGES } from '#i18n/translate.ts';

/**
 * `npm run reading-age` shows how hard the sentences of the interface are to read. It prints a figure for
 * each language, and the hardest sentences. The figure helps a writer and is not a test, because formulas do
 * not know what words mean. English uses the formula of Flesch and Kincaid. Spanish uses Crawford (1989, made
 * for primary schools). The report also prints INFLESZ for Spanish (Szigriszt-Pazos, bands by Barrio 2008).
 */
function report(): void {
  for (const [locale, words] of Object.entries(LANGUAGES)) {
    const sentences = Object.entries(words).flatMap(([key, text]) => toSentences(key, text));
    for (const reader of ['supporters', 'organizers'] as const) {
      const theirs = sentences.filter(
        (sentence) => isForOrganizers(sentence.key) === (reader === 'organizers'),
      );
      print(`${locale}, what ${reader} read`, locale, theirs);
    }
  }
}

interface Sentence {
  readonly key: string;
  readonly text: string;
  readonly words: readonly string[];
}

/** The shortest sentence that counts, in words. No formula gives a useful age for fewer words. */
const MIN_WORDS = 4;
const SHOWN = 12;

function print(title: string, locale: string, sentences: readonly Sentence[]): void {
  if (sentences.length === 0) return;
  const hardest = sentences
    .filter(({ words }) => words.length >= 8)
    .map((sentence) => ({ ...sentence, age: ageOf(locale, [sentence]) }))
    .sort((a, b) => b.age - a.age)
    .slice(0, SHOWN);
  const { word, syllables } = countIn(locale, sentences);
  console.log(`\n${title}: ${sentences.length} sentences
  ${(word / sentences.length).toFixed(1)} words a sentence, ${(syllables / word).toFixed(2)} syllables a word
  reading age ${ageOf(locale, sentences).toFixed(1)}${locale === 'es' ? `, INFLESZ ${inflesz(sentences)}` : ''}
  the hardest:`);
  for (const { age, key, text } of hardest) console.log(`  ${age.toFixed(0).padStart(4)}  ${key}: ${text}`);
}

/**
 * Splits a text into sentences. We do not choose the words of a value such as `{organization}`. A short word
 * replaces each value.
 */
function toSentences(key: string, text: string): Sentence[] {
  const plain = text.replaceAll(/\{\w+\}/gu, 'it').replaceAll(/[[\]“”«»]/gu, '');
  return plain
    .split(/(?<=[.!?:;…])\s+/u)
    .map((sentence) => ({ key, text: sentence, words: wordsOf(sentence) }))
    .filter(({ words }) => words.length >= MIN_WORDS);
}

function wordsOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
  return Array.from(segments)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function isForOrganizers(key: string): boolean {
  return /^(?:desk\.|notice\.401|error\.(?:organizer|download|erasure|signature|audit|method|count))/u.test(
    key,
  );
}

function countIn(locale: string, sentences: readonly Sentence[]): { word: number; syllables: number } {
  const words = sentences.flatMap(({ words }) => words);
  const count = locale === 'es' ? spanishSyllables : syllable;
  return { word: words.length, syllables: words.reduce((sum, word) => sum + Math.max(1, count(word)), 0) };
}

/** The reading age: the years of school plus the age at which school starts. */
function ageOf(locale: string, sentences: readonly Sentence[]): number {
  const { word, syllables } = countIn(locale, sentences);
  if (locale !== 'es') return 5 + fleschKincaid({ sentence: sentences.length, word, syllable: syllables });
  return 6 + (-0.205 * (sentences.length * 100)) / word + (0.049 * (syllables * 100)) / word - 3.407;
}

function inflesz(sentences: readonly Sentence[]): string {
  const { word, syllables } = countIn('es', sentences);
  const score = 206.835 - (62.3 * syllables) / word - word / sentences.length;
  const band = [
    [80, 'very easy'],
    [65, 'fairly easy'],
    [55, 'normal'],
    [40, 'fairly hard'],
  ] as const;
  return `${score.toFixed(0)} (${band.find(([least]) => score > least)?.[1] ?? 'very hard'})`;
}

/**
 * Counts each vowel or diphthong as one syllable. Two strong vowels are two syllables. A stressed weak vowel
 * beside a strong vowel also makes two.
 */
function spanishSyllables(word: string): number {
  const spoken = word
    .toLowerCase()
    .replaceAll(/([qg])u(?=[eiéí])/gu, '$1')
    .replaceAll(/y(?![aeiouáéíóú])/gu, 'i');
  return spoken.match(/[iuü]?[aeoáéó][iuü]?|[íú]|[iuü]+/gu)?.length ?? 1;
}

report();
