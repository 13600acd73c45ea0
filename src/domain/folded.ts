/**
 * A text as people compare it: without case, width, apostrophes and invisible characters, each dash a space.
 * Latin, Greek and Cyrillic letters lose their accents: “lukasz obrien” for “Łukasz O’Brien”. Marks of other
 * scripts stay, because many are vowels: राम and रमा are two names.
 */
export function folded(text: string): string {
  const plain = text.replace(APOSTROPHES, '').normalize('NFKD').replace(ACCENTED, '$1').toLowerCase();
  if (IS_ASCII.test(plain)) return plain.replaceAll('-', ' ');
  return asciiDigits(plain)
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replace(UNSEEN, '')
    .replace(DASHES, ' ')
    .normalize('NFC');
}

/** Marks, quotes and letters that people type as an apostrophe. */
const APOSTROPHES = /['`´‘’‛′‵ʹʻʼʽʾʿˈ՚ꞌ＇]/gu;
const IS_ASCII = /^[\0-\x7F]*$/u;
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}·ʼ]/gu;
const DASHES = /[\p{Pd}−⁃・]/gu;

/**
 * Letters that Unicode does not decompose, as CLDR's transform Latin-ASCII writes them
 * (https://github.com/unicode-org/cldr/blob/main/common/transforms/Latin-ASCII.xml). These occur in names. The
 * last sigma of a word is a sigma.
 */
const LETTERS: ReadonlyMap<string, string> = new Map(
  `ßss æae œoe øo þth łl ıi ħh ŋn ĸk ŧt đd ðd ɖd ɗd ɓb ƈc ƒf ɠg ǥg ɣg ƙk ɲn ƥp ƭt ʋv ƴy ƶz ɛe əe ǝe ɔo ɵo ɨi ɩi
  ʉu ςσ`
    .split(/\s+/u)
    .map(([letter = '', ...plain]) => [letter, plain.join('')]),
);
const LETTER = /[\u00DF-\u03C2]/gu;

/** Digits of all scripts as ASCII digits. Unicode keeps the ten digits of a script in one run, from zero on. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  });
}
