import openingWorkerUrl from './opening-worker.ts?worker&url';

declare global {
  interface Window {
    /**
     * https://w3c.github.io/trusted-types/, missing in TypeScript 6.0.3. `string` replaces
     * `TrustedScriptURL`, which the type of `Worker` does not accept.
     */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}

/**
 * The one Trusted Types policy of this site, which src/integrations/headers.ts allows. It accepts only the
 * address of our own worker.
 */
const policy = window.trustedTypes?.createPolicy('desk-worker', {
  createScriptURL: (url) => {
    if (url !== openingWorkerUrl) throw new TypeError('Only the worker that opens seals may be started.');
    return url;
  },
});

/** Starts a worker that opens seals. */
export function startOpeningWorker(): Worker {
  const url = policy?.createScriptURL(openingWorkerUrl) ?? openingWorkerUrl;
  return new Worker(url, { type: 'module', name: 'opening' });
}
