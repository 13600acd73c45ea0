/**
 * The initials of a name: “M. J. G.” for “María José García”; an empty string for a name without letters. An
 * initial is the first letter with its marks, and with the letters joined to it as in ក្ស.
 * Signs before it are left out: an ʻokina, or a Thai or Lao vowel that is spoken after its consonant.
 */
export function initialsOf(name: string): string {
  return name
    .normalize('NFC')
    .split(/[\s\-‐-―]+/u)
    .flatMap((word) => INITIAL.exec(word)?.[1] ?? [])
    .map((letters) => `${inCapitals(letters)}.`)
    .join(' ');
}

/**
 * Marks that join the next consonant to theirs, as Unicode's InCB=Linker (UAX #29, GB9c), and those of Kannada
 * and Gurmukhi. Older browsers know fewer of them, so `Intl.Segmenter` would differ.
 */
const LINKERS =
  '\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0C4D\u0CCD\u0D4D\u1039\u17D2\u1A60\u1B44\u1BAB\uA9C0\uAAF6\u{11133}';
/** Sinhala joins only across a joiner. */
const JOINED = String.raw`[${LINKERS}]\u200D?|\u0DCA\u200D`;
const CLUSTER = String.raw`\p{L}(?:(?:${JOINED})\p{Lo}|[\p{M}\u0E33\u0EB3])*`;
const INITIAL = new RegExp(String.raw`(?:[\p{Lm}\p{Logical_Order_Exception}][\p{M}]*)*(${CLUSTER})`, 'u');

/** Georgian has capitals in Unicode, and names do not use them. */
function inCapitals(letters: string): string {
  return /^\p{Script=Georgian}/u.test(letters) ? letters : letters.toUpperCase();
}
