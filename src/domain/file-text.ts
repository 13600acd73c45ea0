/**
 * The text for a file of any format. U+FFFD replaces what XML 1.0 or Unicode forbids to exchange: controls,
 * lone surrogates, noncharacters. Signing refuses them, but older signatures may contain them.
 */
export function toFileText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD');
}

const FORBIDDEN = /(?![\t\r\n])[\0-\x1F]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;
