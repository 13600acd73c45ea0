import type { IncomingMessage } from 'node:http';

/** What a function is asked, where it differs from what was sent. */
interface Asked {
  readonly method: string;
  /** The whole address. */
  readonly address: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** A request as functions take it. */
export function toRequest({ rawHeaders }: IncomingMessage, { method, address, body }: Asked): Request {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const isBodiless = method === 'GET' || method === 'HEAD';
  return new Request(address, { method, headers, body: isBodiless ? null : body });
}
