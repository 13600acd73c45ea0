/** A text as the programs of several systems save it, by a name for the test. */
export function asSaved(text: string): readonly (readonly [string, Uint8Array])[] {
  const crlf = text.replaceAll('\n', '\r\n');
  return [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with CRLF', Buffer.from(crlf)],
    ['UTF-8 with a byte order mark', Buffer.from(`\u{feff}${crlf}`)],
    ['UTF-16, as PowerShell 5 writes it', Buffer.from(`\u{feff}${crlf}`, 'utf16le')],
    ['UTF-16 with the larger byte first', Buffer.from(`\u{feff}${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without a mark, the larger byte first', Buffer.from(text, 'utf16le').swap16()],
  ];
}

/** Files that are no text. */
export const NO_TEXT: readonly (readonly [string, Uint8Array])[] = [
  ['a document in a zip file', Buffer.from('PK\u{3}\u{4}\u{14}\0\u{6}\0', 'latin1')],
  ['a picture', Buffer.from('\u{89}PNG\r\n\u{1a}\n\0\0\0\r', 'latin1')],
  ['UTF-32', Buffer.from('\u{ff}\u{fe}\0\0A\0\0\0', 'latin1')],
  ['half a letter of UTF-16', Buffer.from('\u{ff}\u{fe}A', 'latin1')],
];
