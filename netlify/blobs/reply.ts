/** An answer of the blob service with its whole body: as much of a `Response` as the blobs client reads. */
export function replyOf(status: number, headerOf: (name: string) => string | null, text: string): Response {
  const reply = {
    status,
    // The client asks whether a refusal has an id (@netlify/blobs 11.1.1).
    headers: { get: headerOf, has: (name: string) => headerOf(name) !== null },
    text: () => Promise.resolve(text),
    json: () => Promise.resolve(JSON.parse(text) as unknown),
    // The client reads the text of a refusal from a copy (@netlify/blobs 11.1.1).
    clone: () => reply,
  };
  return reply as unknown as Response;
}

/** A `fetch` that is over when its whole body is here, so that no later read can hang or stop. */
export function wholeFetch(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    // The answer to a write has no body.
    const isEmpty = response.body === null || response.headers.get('content-length') === '0';
    return replyOf(
      response.status,
      (name) => response.headers.get(name),
      isEmpty ? '' : await response.text(),
    );
  };
}
