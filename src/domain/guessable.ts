const FEWEST_LETTERS = 7;
const EXAMPLE = /change.?me|example|placeholder|password|secret|your.?(?:token|key)|insert|^x+$|…|[<>]/iu;

/**
 * True for a value that somebody could guess: an example, a repetition, or a row of the alphabet. 32 random
 * decimal digits have fewer than seven different ones once in 60,000.
 */
export function isGuessable(value: string): boolean {
  if (EXAMPLE.test(value) || new Set(value).size < FEWEST_LETTERS) return true;
  if (/^(.{1,16}?)\1+/u.exec(value)?.[0].length === value.length) return true;
  const steps = Array.from(value).filter(
    (letter, index) => letter.charCodeAt(0) === value.charCodeAt(index - 1) + 1,
  );
  return steps.length > value.length / 2;
}
