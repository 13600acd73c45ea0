import openingWorkerUrl from './opening-worker.ts?worker&url';

declare global {
  interface Window {
    /**
     * https://w3c.github.io/trusted-types/, which TypeScript 6.0.3 does not know; `string` stands for
     * `TrustedScriptURL`, which it would not let `Worker` take.
     */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}

/** The one policy of this site, which src/integrations/headers.ts allows: it lets our own script become a worker. */
const policy = window.trustedTypes?.createPolicy('undersigned-worker', {
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
