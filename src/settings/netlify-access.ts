import { readVariable } from './environment.ts';

/** How a machine reaches the stores of a Netlify site, by the names that Netlify's own tools use. */
export interface NetlifyAccess {
  readonly siteId: string | null;
  /** A secret: it opens all sites of its owner. */
  readonly authToken: string | null;
  /** True where the platform gives access by itself, as it does to a function. */
  readonly isGiven: boolean;
}

/** Reads the access of the current environment. */
export function readNetlifyAccess(): NetlifyAccess {
  return {
    siteId: readVariable('NETLIFY_SITE_ID'),
    authToken: readVariable('NETLIFY_AUTH_TOKEN'),
    isGiven: readVariable('NETLIFY_BLOBS_CONTEXT') !== null,
  };
}
