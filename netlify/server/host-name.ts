import type { IncomingMessage } from 'node:http';

/** A host as browsers send it: a name or an address, perhaps with a port. */
const SANE = /^(?:[a-z\d](?:[a-z\d._-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;

/** True for a request that RFC 9112 (3.2) has us refuse: it names no host, or several. */
export function hasWrongHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1 || (hosts === 0 && httpVersion !== '1.0');
}

/** The origin by which a request reaches us, if it names one that makes sense. */
export function namedOrigin(host: string | null | undefined): string | null {
  if (host === null || host === undefined || !SANE.test(host)) return null;
  return URL.parse(`http://${host}`)?.origin ?? null;
}
