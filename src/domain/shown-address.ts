/** An address as paper shows it: what a browser needs typed, without `https://` and the last slash. */
export function shownAddress(address: string): string {
  return address.replace(/^https?:\/\//u, '').replace(/\/$/u, '');
}
