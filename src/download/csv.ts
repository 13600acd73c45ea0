import { toFileText } from '#domain/file-text.ts';

/** The byte order mark before the first line, by which spreadsheets recognize UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One record of RFC 4180: every cell quoted and no formula, the line ends with CRLF. */
export function toCsvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${withoutFormula(toFileText(cell)).replaceAll('"', '""')}"`);
  return `${quoted.join(',')}\r\n`;
}

/**
 * A cell that no spreadsheet reads as a formula (OWASP, “CSV Injection”). A cell is live if its first
 * significant character is one of `=+-@`, a tab or a return. Signs in full width or small count too. Excel splits at
 * the list separator of its region, which is `;` in many. Then quotes protect only the first cell of a line,
 * and separators within a text start new cells. So an apostrophe goes before each start of a live cell.
 */
export function withoutFormula(cell: string): string {
  return cell.replace(LIVE_WITHIN, "$&'").replace(LIVE, "'");
}

/** White space, quotes and what does not show: spreadsheets skip some of it. Tab and line break are starts. */
const SKIPPED = String.raw`(?:(?![\t\r\n])[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800"'])*`;
/** A return before a line feed is part of a line break. */
const SIGN = String.raw`(?:[=+\-@＝＋－＠﹦﹢﹣﹫\t]|\r(?!\n))`;
const LIVE = new RegExp(String.raw`^(?=${SKIPPED}${SIGN}|[\r\n])`, 'u');
const LIVE_WITHIN = new RegExp(String.raw`[,;\t\r\n\v\f\x85\u2028\u2029](?=${SKIPPED}${SIGN})`, 'gu');
