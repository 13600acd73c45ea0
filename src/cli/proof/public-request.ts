/** No answer of a site may take longer; a function's own budget is shorter, except for a download. */
export const PATIENCE_MS = 30_000;

/** Asks without a token, as anybody may, and drops the body. */
export async function askAsAnybody(address: URL, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(address, { redirect: 'manual', ...init, signal });
  await response.body?.cancel();
  return response;
}
