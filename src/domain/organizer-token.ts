/** What a token is made of: at least 32 letters, digits, `-` or `_`. Other characters would not even make a header. */
export function isOrganizerToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{32,}$/u.test(text);
}
