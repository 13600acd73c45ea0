import type { IncomingMessage } from 'node:http';

/** The request at a whole address, as functions take it. */
export function toRequest(incoming: IncomingMessage, address: string, body: Buffer<ArrayBuffer>): Request {
  const { method = 'GET', rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const isBodiless = method === 'GET' || method === 'HEAD';
  return new Request(address, { method, headers, body: isBodiless ? null : body });
}
