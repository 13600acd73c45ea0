/** The formats of a download, with their media types. */
export const FORMATS = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
} as const;
/** The name of a format. */
export type Format = keyof typeof FORMATS;

/** True for a format's name. */
export function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}
