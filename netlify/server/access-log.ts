/** What the log tells of a request. */
interface Answered {
  readonly started: number;
  readonly method: string | undefined;
  /** A route, a file's own path, or `-`: an unknown address may hold anything. */
  readonly place: string;
  readonly status: number;
}

/** One line about a request, such as `2026-11-27T07:21:49Z GET /api/campaigns/:campaign/count 200 3 ms`. */
export function accessLine({ started, method = '-', place, status }: Answered): string {
  const at = new Date(started).toISOString().replace(/\.\d+Z$/u, 'Z');
  return `${at} ${method} ${place} ${status} ${Date.now() - started} ms`;
}
