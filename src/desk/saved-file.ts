/** Saves a file made in the browser, like a link with `download`. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The file contains personal data, so its address is released when the browser has read it.
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_AFTER_MS);
}

/** Chromium reads the file after the click. FileSaver.js waits 40 s for the slowest browsers. */
const RELEASE_AFTER_MS = 40_000;
