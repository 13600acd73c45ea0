import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadFunctions } from '#server/functions.ts';
import { type LimitedRoute, rateLimiter } from '#server/rate-limit.ts';
import { routerOf } from '#server/router.ts';

function limited(windowLimit: number, windowSize = 60): LimitedRoute {
  return { config: { rateLimit: { windowLimit, windowSize, aggregateBy: ['ip', 'domain'] } } };
}

/** A limiter with a clock of its own. */
function withClock(most?: number) {
  const clock = { ms: 0 };
  return { clock, limiter: rateLimiter(() => clock.ms, most) };
}

const ADDRESS = '203.0.113.7';

describe('a limit', () => {
  it('lets so many requests through, and then says when the next one will be taken', () => {
    const { clock, limiter } = withClock();
    const route = limited(3, 60);
    const taken = [0, 10_000, 20_000, 20_001, 59_001, 60_000].map((ms) => {
      clock.ms = ms;
      return limiter.take(route, ADDRESS);
    });
    expect(taken).toEqual([null, null, null, 40, 1, null]);
  });

  it('takes a request after the seconds that it named, but no two', () => {
    const { clock, limiter } = withClock();
    const route = limited(2, 60);
    clock.ms = 500;
    limiter.take(route, ADDRESS);
    limiter.take(route, ADDRESS);
    clock.ms = 700;
    const seconds = limiter.take(route, ADDRESS) ?? 0;
    clock.ms += seconds * 1000;
    expect([1, 2, 3].map(() => limiter.take(route, ADDRESS))).toEqual([null, null, 60]);
  });

  it('is kept in every window, wherever it starts, and refuses nobody below it', () => {
    const steps = fc.array(fc.oneof(fc.constant(0), fc.nat(400), fc.nat(4_000)), { maxLength: 120 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (waits, most) => {
        const { clock, limiter } = withClock();
        const route = limited(most, 3);
        const taken: number[] = [];
        for (const wait of waits) {
          clock.ms += wait;
          const inWindow = taken.filter((moment) => moment > clock.ms - 3_000).length;
          const answer = limiter.take(route, ADDRESS);
          expect(answer === null, `${inWindow} of ${most}`).toBe(inWindow < most);
          if (answer === null) taken.push(clock.ms);
        }
      }),
    );
  });

  it('is each address’s own', () => {
    const { limiter } = withClock();
    const route = limited(1);
    expect(['203.0.113.7', '203.0.113.8', '203.0.113.7'].map((ip) => limiter.take(route, ip))).toEqual([
      null,
      null,
      60,
    ]);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::', true],
    ['2001:db8::1', '2001:db8::ffff:0:0:9', true],
    ['2001:db8::1', '2001:db8:0:0:1::', true],
    ['2001:db8::1', '2001:db8:0:1::1', false],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::1', '::2', true],
    ['::1', '1::', false],
    ['1:2:3:4:5:6:7:8', '1:2:3:4::8', true],
    ['fe80::', 'fe80:0:0:0:1::', true],
  ])('is one for a /64 of IPv6: %s and %s', (one, other, isOne) => {
    const { limiter } = withClock();
    const route = limited(1);
    limiter.take(route, one);
    expect(limiter.take(route, other)).toBe(isOne ? 60 : null);
  });

  it('is each function’s own, also where two share an address', async () => {
    const { limiter } = withClock();
    const find = routerOf(await loadFunctions());
    const signing = find('POST', '/api/campaigns/clean-river/signatures')?.route;
    const download = find('GET', '/api/campaigns/clean-river/signatures')?.route;
    if (!signing || !download) throw new Error('A route is missing.');
    const taken = Array.from({ length: 241 }, () => limiter.take(signing, ADDRESS));
    expect(taken.filter((answer) => answer === null)).toHaveLength(240);
    const downloads = Array.from({ length: 600 }, () => limiter.take(download, ADDRESS));
    expect(downloads.every((answer) => answer === null)).toBe(true);
  });

  it('has a number in every function that a stranger can reach', async () => {
    const { limiter } = withClock();
    for (const { config, default: handler } of await loadFunctions()) {
      const name = typeof config.path === 'string' ? config.path : handler.name;
      const route = { config };
      const answers = Array.from({ length: 1_000 }, () => limiter.take(route, ADDRESS));
      expect(answers.includes(60), name).toBe(config.schedule === undefined);
    }
  });

  it('is none where a function names none', () => {
    const { limiter } = withClock();
    const route: LimitedRoute = { config: {} };
    expect(Array.from({ length: 5_000 }, () => limiter.take(route, ADDRESS)).every((a) => a === null)).toBe(
      true,
    );
    expect(limiter.size).toBe(0);
  });

  it.each([
    { windowLimit: 0, windowSize: 60 },
    { windowLimit: 60 },
    { windowLimit: 60, windowSize: 600 },
    '60',
  ])('that cannot be meant is a mistake: %j', (rateLimit) => {
    const { limiter } = withClock();
    expect(() => limiter.take({ config: { rateLimit } }, ADDRESS)).toThrow();
  });
});

describe('the memory of addresses', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends within two windows, without another request', () => {
    vi.useFakeTimers();
    const limiter = rateLimiter(() => Date.now());
    const route = limited(5, 60);
    for (let n = 0; n < 100; n += 1) limiter.take(route, `203.0.113.${n}`);
    vi.advanceTimersByTime(30_000);
    limiter.take(route, '198.51.100.1');
    expect(limiter.size).toBe(101);
    vi.advanceTimersByTime(30_000);
    expect(limiter.size).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(limiter.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is bounded: in a flood of addresses it forgets who was quiet longest, and refuses no one new', () => {
    const { limiter } = withClock(1_000);
    const route = limited(2, 60);
    for (const address of ['busy', 'quiet', 'quiet']) limiter.take(route, address);
    for (let n = 0; n < 998; n += 1) limiter.take(route, `10.0.${n}`);
    // The second one of its limit, and then one that is refused: neither was quiet.
    expect([limiter.take(route, 'busy'), limiter.take(route, 'busy')]).toEqual([null, 60]);
    expect(limiter.take(route, 'new')).toBeNull();
    expect(limiter.size).toBe(900);
    expect(['quiet', 'busy', '10.0.98', '10.0.997'].map((ip) => limiter.take(route, ip))).toEqual([
      ...[null, 60],
      ...[null, null],
    ]);
    for (let n = 0; n < 10_000; n += 1) {
      expect(limiter.take(route, `10.1.${n}`), `${n}`).toBeNull();
      expect(limiter.size, `${n}`).toBeLessThanOrEqual(1_000);
    }
  });
});
