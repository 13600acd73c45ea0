/** The addresses of files that the browser may not have read yet. */
const addresses = new Set<string>();

/** Saves a file made in the browser, like a link with `download`. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name;
  addresses.add(address);
  link.click();
  // The file contains personal data, so its address is released when the browser has read it.
  setTimeout(() => release(address), RELEASE_AFTER_MS);
}

/** Releases the saved files at once, so that nothing of them stays in memory. */
export function releaseFiles(): void {
  for (const address of addresses) release(address);
}

function release(address: string): void {
  URL.revokeObjectURL(address);
  addresses.delete(address);
}

/** Chromium reads the file after the click. FileSaver.js waits 40 s for the slowest browsers. */
const RELEASE_AFTER_MS = 40_000;
