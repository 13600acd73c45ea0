const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Writes a number in base 26 with the digits a to z: 1 is `b`, 28 is `bc`. A name has no digits. */
export function toLetters(number: number): string {
  return Array.from(number.toString(26), (digit) => LETTERS.charAt(Number.parseInt(digit, 26))).join('');
}
