/**
 * True for a valid organizer token: at least 32 letters, digits, `-` or `_`. A header could not carry some
 * other characters.
 */
export function isOrganizerToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{32,}$/u.test(text);
}
