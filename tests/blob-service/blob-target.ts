import type { Operation } from './operation-count.ts';

/** What a request is about. An empty store name means the site's list of stores, an empty key the whole store. */
export interface BlobTarget {
  readonly operation: Operation;
  readonly siteID: string;
  /** As on the wire: `site:` or `deploy:` and the name. */
  readonly store: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

/**
 * Reads method and address of an edge request, `/<siteID>/<store>/<key>`, optionally with `/region:<name>` in front.
 * Answers null for what the protocol does not have. The client puts keys into the address unencoded.
 * So a `?` in a key ends the key here as it does in production.
 */
export function parseBlobTarget(method: string, address: string): BlobTarget | null {
  const [path, search] = splitAt(address, '?');
  const sitePath = path.replace(/^\/region:[^/]*/, '').slice(1);
  const [siteID, storePath] = splitAt(sitePath, '/');
  const [store, key] = splitAt(storePath, '/').map(decodePart);
  if (store === undefined || key === undefined) return null;
  const operation = operationOf(method, store, key);
  return operation && { operation, siteID, store, key, query: new URLSearchParams(search) };
}

function operationOf(method: string, store: string, key: string): Operation | null {
  switch (method) {
    case 'GET':
      return key === '' ? 'list' : 'get';
    case 'HEAD':
      return key === '' ? null : 'head';
    case 'PUT':
      return key === '' ? null : 'put';
    case 'DELETE':
      return store === '' ? null : 'delete';
    default:
      return null;
  }
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
