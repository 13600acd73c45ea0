import type { Budget } from '#store/budget.ts';

const FIRST_PAUSE_MS = 100;

/**
 * A `fetch` for the blobs client with one budget for everything asked through it, retries included. The client's own
 * retries would wait 5 s each and outlive any timer raced against them (@netlify/blobs 11.1.1, `fetchAndRetry`), so it
 * must not see what it would retry: when the budget is spent it is handed a 424, which it passes on at once.
 * The body is read here too, because a reply can break off or hang halfway.
 */
export function retryingFetch({ totalMs, attemptMs }: Budget, once: typeof fetch = fetch): typeof fetch {
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
      return await whole(once(input, { ...init, signal: patience.signal }));
    } catch {
      // A connection that was refused, lost or silent: whether a write landed is not known, and asking again tells.
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** An answer whose body is here already, so that reading it can neither hang nor break off. */
async function whole(answering: Promise<Response>): Promise<Response> {
  const response = await answering;
  // A write is answered by headers alone.
  if (response.body === null || response.headers.get('content-length') === '0') return response;
  const text = await response.text();
  // The client reads texts and JSON only. A second Response with the same text would cost a third of a read.
  return Object.assign(response, {
    text: () => Promise.resolve(text),
    json: () => Promise.resolve(JSON.parse(text) as unknown),
  });
}

function isWorthRetrying(status: number): boolean {
  return status === 429 || status >= 500;
}

function gaveUp(): Response {
  return new Response(null, { status: 424 });
}
