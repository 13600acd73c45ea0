/** All times are in seconds, as in HTTP caching. */
interface Entry {
  readonly response: Response;
  readonly storedAt: number;
  readonly freshFor: number;
  readonly staleFor: number;
  readonly staleOnErrorFor: number;
}

/**
 * A shared cache that follows the documentation of the platform's edge. It obeys `Netlify-CDN-Cache-Control`
 * (RFC 9213, RFC 5861). Its key is the path and the parameters that `Netlify-Vary` names. It promises no more:
 * every request that finds nothing fresh goes to the origin.
 * https://docs.netlify.com/build/caching/caching-overview/
 */
export class SharedCache {
  readonly #entries = new Map<string, Entry>();
  readonly #varies = new Map<string, readonly string[]>();
  readonly #origin: (path: string) => Promise<Response>;

  constructor(origin: (path: string) => Promise<Response>) {
    this.#origin = origin;
  }

  async get(path: string, now: number): Promise<Response> {
    const key = this.#keyOf(path);
    const entry = this.#entries.get(key);
    const age = entry ? now - entry.storedAt : Infinity;
    if (entry && age < entry.freshFor) return entry.response.clone();
    const fetched = this.#fill(path, now);
    if (entry && age < entry.freshFor + entry.staleFor) {
      await fetched;
      return entry.response.clone();
    }
    const response = await fetched;
    const isUsable = response.status < 500 || !entry || age >= entry.freshFor + entry.staleOnErrorFor;
    return (isUsable ? response : entry.response).clone();
  }

  /** How many answers it keeps. */
  get size(): number {
    return this.#entries.size;
  }

  async #fill(path: string, now: number): Promise<Response> {
    const response = await this.#origin(path);
    const control = response.headers.get('netlify-cdn-cache-control') ?? '';
    const seconds = (directive: string) =>
      Number(new RegExp(`${directive}=(\\d+)`, 'u').exec(control)?.[1] ?? 0);
    const names = /query=([^,]*)/u.exec(response.headers.get('netlify-vary') ?? '')?.[1];
    if (names !== undefined) this.#varies.set(path.split('?')[0] ?? '', names.split('|'));
    if (response.ok && /\bpublic\b/u.test(control)) {
      this.#entries.set(this.#keyOf(path), {
        response: response.clone(),
        storedAt: now,
        freshFor: seconds('s-maxage'),
        staleFor: seconds('stale-while-revalidate'),
        staleOnErrorFor: seconds('stale-if-error'),
      });
    }
    return response;
  }

  #keyOf(path: string): string {
    const { pathname, searchParams } = new URL(path, 'https://cache.example');
    const names = this.#varies.get(pathname);
    const counted = [...searchParams].filter(([name]) => names === undefined || names.includes(name));
    return `${pathname}?${new URLSearchParams(counted).toString()}`;
  }
}
