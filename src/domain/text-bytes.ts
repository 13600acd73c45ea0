/**
 * The text of a file that a person made; `null` for bytes that are no text. It has no byte order mark any more.
 * Windows writes UTF-16 too: the `>` of its PowerShell 5 does, and “Unicode” of Notepad.
 */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The encoding of a text. UTF-16 shows itself by its mark; without one, every other byte of Latin letters is 0. */
export function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}
