/**
 * The one of some keys that a word most probably means; `null` if none is near, or two are. Case, hyphens and
 * spaces do not count. Of a short word one letter may be wrong, of a longer one two.
 */
export function nearest(word: string, keys: readonly string[]): string | null {
  const plain = lettersOf(word);
  if (plain === '' || word.length > MAX_CHARS) return null;
  const most = plain.length <= 4 ? 1 : 2;
  const ranked = keys
    .map((key) => ({ key, wrong: wrongLetters(plain, lettersOf(key)) }))
    .filter(({ wrong }) => wrong <= most)
    .sort((a, b) => a.wrong - b.wrong);
  const [first, second] = ranked;
  return first && first.wrong !== second?.wrong ? first.key : null;
}

/** Longer than every key. */
const MAX_CHARS = 40;

function lettersOf(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');
}

/** Letters to add, drop, replace, or swap with their neighbor (optimal string alignment). */
function wrongLetters(a: string, b: string): number {
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [older, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
