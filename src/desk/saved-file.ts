/** Saves a file that was made in the browser, the way a link with `download` does. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has the file once the click is dealt with; what holds personal data is let go of soon.
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_AFTER_MS);
}

/** Chromium reads the file after the click; FileSaver.js waits 40 s for the slowest browsers. */
const RELEASE_AFTER_MS = 40_000;
