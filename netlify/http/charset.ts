import { MIMEType } from 'node:util';

/** True for a header that declares UTF-8 or no charset, in each of its parameters of that name. */
export function isUtf8(contentType: string): boolean {
  const declared = contentType.matchAll(/;\s*charset\*?\s*=\s*(?:"(?<quoted>[^"]*)"|(?<plain>[^;]*))/giu);
  return Array.from(declared).every(({ groups }) =>
    isUtf8Label(groups?.['quoted'] ?? groups?.['plain'] ?? ''),
  );
}

/** True for a name of UTF-8 in the Encoding Standard. */
export function isUtf8Label(label: string): boolean {
  try {
    return new TextDecoder(label).encoding === 'utf-8';
  } catch {
    return false;
  }
}

/** True for the headers of a part whose bytes are its text in UTF-8, without a second encoding. */
export function isPlainUtf8(headers: string): boolean {
  return isUtf8(headers) && !/^content-transfer-encoding:(?!\s*(?:7bit|8bit|binary)\s*$)/imu.test(headers);
}

/** The header block of each part of a multipart body. */
export function partHeaders(body: string, contentType: string): string[] {
  const boundary = new MIMEType(contentType).params.get('boundary') ?? '';
  return body
    .split(`--${boundary}`)
    .slice(1)
    .map((part) => part.split('\r\n\r\n', 1)[0] ?? '');
}
