import * as v from 'valibot';

/** The most networks that are remembered. An entry takes about 300 bytes, and 8 for each further request in its window. */
const MOST_NETWORKS = 100_000;

/** What a limit needs of a function: its own identity, and its `config`. */
export interface LimitedRoute {
  readonly config: { readonly rateLimit?: unknown };
}

/** Keeps clients within the limits that functions name. */
export interface RateLimiter {
  /** Counts a request. Returns `null`, or the whole seconds after which the next one will be taken. */
  readonly take: (route: LimitedRoute, address: string) => number | null;
  /** How many networks it remembers, one for each function that they asked. */
  readonly size: number;
}

/** The part of Netlify's `rateLimit` that is honored. Its window is in seconds, and at most three minutes long. */
const LimitSchema = v.object({
  windowLimit: v.pipe(v.number(), v.integer(), v.minValue(1)),
  windowSize: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180)),
});

interface Limit {
  readonly most: number;
  readonly windowMs: number;
  /** Tells functions apart that share a path. */
  readonly name: string;
}

/** The moments at which requests were taken, oldest first. */
interface Requests {
  readonly windowMs: number;
  readonly moments: number[];
}

/**
 * Limits by `config.rateLimit` of each function, for each address, and for each /64 of IPv6. The window slides: at most
 * `windowLimit` requests are taken in any `windowSize` seconds. What was refused counts for nothing. All is in memory
 * only, and forgotten within two windows. A full table forgets the tenth that was quiet longest, and refuses nobody for it.
 * Whoever has so many networks has as many limits anyway. `now` gives milliseconds that never go back.
 */
export function rateLimiter(now: () => number = () => performance.now(), most = MOST_NETWORKS): RateLimiter {
  const limits = new WeakMap<LimitedRoute, Limit | null>();
  // In the order of the last request of each.
  const table = new Map<string, Requests>();
  let named = 0;
  let longestMs = 0;
  let timer: NodeJS.Timeout | undefined;

  function limitOf(route: LimitedRoute): Limit | null {
    const known = limits.get(route);
    if (known !== undefined) return known;
    const limit = parseLimit(route.config.rateLimit, `${(named += 1)}`);
    limits.set(route, limit);
    longestMs = Math.max(longestMs, limit?.windowMs ?? 0);
    return limit;
  }

  /** Forgets what is past its window, and looks again while anything is left. */
  function forget(): void {
    const moment = now();
    for (const [key, { windowMs, moments }] of table) {
      if ((moments.at(-1) ?? 0) + windowMs <= moment) table.delete(key);
    }
    timer = table.size > 0 ? setTimeout(forget, longestMs).unref() : undefined;
  }

  /** Forgets a tenth of the table. One by one would cost 170 µs each: a map walks over all that it lost before. */
  function forgetQuietest(): void {
    for (const key of table.keys()) {
      if (table.size <= most * 0.9) return;
      table.delete(key);
    }
  }

  function take(route: LimitedRoute, address: string): number | null {
    const limit = limitOf(route);
    if (limit === null) return null;
    const { most: allowed, windowMs, name } = limit;
    const key = `${name} ${networkOf(address)}`;
    const requests = table.get(key) ?? { windowMs, moments: [] };
    const { moments } = requests;
    const moment = now();
    while (moments[0] !== undefined && moments[0] + windowMs <= moment) moments.shift();
    table.delete(key);
    table.set(key, requests);
    const oldest = moments[0];
    if (oldest !== undefined && moments.length >= allowed) {
      return Math.max(1, Math.ceil((oldest + windowMs - moment) / 1000));
    }
    moments.push(moment);
    if (table.size > most) forgetQuietest();
    timer ??= setTimeout(forget, longestMs).unref();
    return null;
  }

  return {
    take,
    get size() {
      return table.size;
    },
  };
}

/** The network that an address stands for. Whoever has one address of IPv6 has its /64. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const first = groupsOf(head);
  const last = groupsOf(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** Throws for a limit that cannot be meant: no function may lose its limit by a slip. */
function parseLimit(config: unknown, name: string): Limit | null {
  if (config === undefined) return null;
  const { windowLimit, windowSize } = v.parse(LimitSchema, config);
  return { most: windowLimit, windowMs: windowSize * 1000, name };
}
