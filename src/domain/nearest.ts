/** The letters and digits of a word in one spelling: `Name_Shown` and `name shown` are `nameshown`. */
export function plainWord(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The one of `known` words that a typed word means. It has other letter case, or is a slip of the fingers
 * away. `null` if none is near, or if two are.
 */
export function nearest<Known extends string>(typed: string, known: readonly Known[]): Known | null {
  const word = plainWord(typed);
  if (word === '') return null;
  const most = allowedSlips(word);
  const byDistance = known
    .flatMap((candidate) => {
      const other = plainWord(candidate);
      // As many slips as the lengths differ by are certain.
      const slips = Math.abs(word.length - other.length) > most ? most + 1 : slipsBetween(word, other);
      return slips > most ? [] : [{ candidate, slips }];
    })
    .sort((a, b) => a.slips - b.slips);
  const [first, second] = byDistance;
  if (!first) return null;
  return second && second.slips === first.slips && first.slips > 0 ? null : first.candidate;
}

/** A short word becomes another one by few slips. */
function allowedSlips(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 5 ? 1 : 2;
}

/** How many letters are missing, too many, wrong, or swapped with the next (Damerau and Levenshtein). */
export function slipsBetween(a: string, b: string): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const wrong = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(
        (oneBack[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (oneBack[column - 1] ?? 0) + wrong,
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, (twoBack[column - 2] ?? 0) + 1);
      current.push(least);
    }
    twoBack = oneBack;
    oneBack = current;
  }
  return oneBack[b.length] ?? 0;
}
