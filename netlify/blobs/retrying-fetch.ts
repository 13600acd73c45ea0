import type { Budget } from '#store/budget.ts';

const FIRST_PAUSE_MS = 100;

/**
 * A `fetch` for the blobs client. All its requests and retries share one budget. The client's own retries
 * wait 5 s each and outlive any timer (@netlify/blobs 11.1.1, `fetchAndRetry`). So the client never sees an
 * answer that it retries: without budget it gets a 424, which it passes on. `once` gives an answer with its whole body,
 * because a reply can stop or hang halfway.
 */
export function retryingFetch({ totalMs, attemptMs }: Budget, once: typeof fetch): typeof fetch {
  const deadline = performance.now() + totalMs;
  return async (input, init) => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
      const remainingMs = deadline - performance.now();
      if (remainingMs <= 0) return gaveUp();
      const response = await attempt(input, init, Math.min(attemptMs, remainingMs));
      if (response && !isWorthRetrying(response.status)) return response;
      if (deadline - performance.now() <= pauseMs) return gaveUp();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

  async function attempt(...[input, init, timeoutMs]: [...Parameters<typeof fetch>, number]) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), timeoutMs);
    try {
      return await once(input, { ...init, signal: patience.signal });
    } catch {
      // The connection is refused, lost or silent. A write may have succeeded; a retry tells.
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}

function isWorthRetrying(status: number): boolean {
  return status === 429 || status >= 500;
}

function gaveUp(): Response {
  return new Response(null, { status: 424 });
}
