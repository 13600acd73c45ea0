/** The pause after a 429. The platform counts requests in windows of at most three minutes. */
const PAUSE_MS = 15_000;
/** Thirteen tries outlast the longest window. */
const MOST_TRIES = 13;

/**
 * Asks again while the answer is 429. The platform gives it for too many requests from one address, before
 * any function runs. So nothing has happened yet, and a second try is safe.
 */
export async function whileTooMany(
  ask: () => Promise<Response>,
  pause: (ms: number) => Promise<unknown>,
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await ask();
    if (response.status !== 429 || tries === MOST_TRIES) return response;
    await response.body?.cancel();
    await pause(PAUSE_MS);
  }
}
