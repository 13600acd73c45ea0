/** The whole number meant by `5,000`, `5k`, `180 days` or `−3`, in plain digits; `null` if that is not clear. */
export function plainNumber(written: string): string | null {
  const [, sign = '', rest = ''] =
    /^(?:(?:ca\.?|about|some|over|[~>≥#*]) *)?([-+−–]?) *(.*)$/iu.exec(
      asciiDigits(
        unquoted(written.replaceAll(/\p{Cf}/gu, ''))
          .normalize('NFKC')
          .trim(),
      ),
    ) ?? [];
  const digits = grouped(rest) ?? scaled(rest) ?? counted(rest);
  if (digits === null) return null;
  const plain = digits.replace(/^0+(?=\d)/u, '');
  return /^[-−–]$/u.test(sign) && plain !== '0' ? `-${plain}` : plain;
}

/** Digits of other scripts in the digits of English. Each script has ten in a row (Unicode, Nd). */
function asciiDigits(words: string): string {
  return words.replaceAll(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    const own = zero;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && own - zero < 9) zero--;
    return String(own - zero);
  });
}

function unquoted(written: string): string {
  return written.trim().replaceAll(/^["'“”„«‘]|["'“”»’]$/gu, '');
}

/** Digits, perhaps in groups of three: `5000`, `5.000`, `5 000`, `5'000`, `5_000`. */
function grouped(words: string): string | null {
  if (/^\d{1,15}$/u.test(words)) return words;
  const [, separator] = /^\d{1,3}([.,'’_\s]) ?\d{3}/u.exec(words) ?? [];
  if (separator === undefined) return null;
  const groups = words.split(separator);
  return groups.length < 6 && groups.slice(1).every((group) => /^\d{3}$/u.test(group))
    ? groups.join('')
    : null;
}

/** A number with a scale: `5k`, `1.5k`, `5e3`, `5 thousand`. */
function scaled(words: string): string | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))? ?(k|e3|thousand|mil|m|mio|million)$/iu.exec(words);
  if (!match) return null;
  const [, whole = '', part = '', scale = ''] = match;
  const zeros = /^(?:k|e3|thousand|mil)$/iu.test(scale) ? 3 : 6;
  return `${whole}${part.padEnd(zeros, '0')}`;
}

/** A number with what it counts: `180 days`, `5000.0`, `5000+`. */
function counted(words: string): string | null {
  const [, number = ''] = /^(.*\d)(?:\.0+|\+|\.|,-|[,;]| ?[\p{L}.]+)$/u.exec(words) ?? [];
  return /^\d{1,15}$/u.test(number) ? number : number === '' ? null : grouped(number);
}
