import { describe, expect, it, vi } from 'vitest';
import { cacheHeaders } from '#http/count-cache.ts';
import { edgeCache } from '#server/edge-cache.ts';

const PATH = '/api/campaigns/clean-river/count';
/** What a good answer says to the edge: fresh for 10 s. */
const KEPT = cacheHeaders(10_000);
const DAY_S = 86_400;

/** A function behind a cache. It answers with the number of calls so far, or as `next` says. */
function behindCache({ headers = KEPT, most }: { headers?: Record<string, string>; most?: Most } = {}) {
  const clock = { s: 0 };
  const cache = edgeCache(() => clock.s * 1000, most);
  const route = {};
  const calls: string[] = [];
  const origin: { next: (method: string) => Promise<Response> } = {
    next: () => Promise.resolve(new Response(`${calls.length}`, { headers })),
  };
  const ask = async (address = PATH, { method = 'GET', hasAuthorization = false } = {}) => {
    const { pathname, search } = new URL(address, 'https://site.example');
    const answer = await cache.answer(route, { method, pathname, search, hasAuthorization }, (asked) => {
      calls.push(asked);
      return origin.next(asked);
    });
    return answer.kind === 'kept'
      ? { ...answer, text: answer.representation.body.toString() }
      : { ...answer, text: await answer.response.text() };
  };
  return { ask, cache, calls, clock, origin };
}

type Most = Parameters<typeof edgeCache>[1];

/** Answers that wait until the test lets them go. */
function held() {
  const gate = Promise.withResolvers<undefined>();
  return {
    letGo: () => {
      gate.resolve(undefined);
    },
    answer: (text: string, init: ResponseInit = { headers: KEPT }) =>
      gate.promise.then(() => new Response(text, init)),
  };
}

/** Lets everything run that waits for nothing outside. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('the cache of one machine', () => {
  it('answers from memory while an answer is fresh, and says how old it is', async () => {
    const { ask, calls, clock } = behindCache();
    expect(await ask()).toMatchObject({ kind: 'kept', text: '1', age: 0 });
    clock.s = 9.9;
    expect(await ask()).toMatchObject({ kind: 'kept', text: '1', age: 9 });
    expect(calls).toEqual(['GET']);
  });

  it('answers with a stale one at once, while one call refreshes it', async () => {
    const { ask, calls, clock, origin } = behindCache();
    await ask();
    clock.s = 10;
    const { answer, letGo } = held();
    origin.next = () => answer('new');
    for (let reader = 0; reader < 50; reader += 1) {
      expect(await ask(), `${reader}`).toMatchObject({ text: '1', age: 10 });
    }
    expect(calls).toHaveLength(2);
    letGo();
    await settle();
    expect(await ask()).toMatchObject({ text: 'new', age: 0 });
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['at first', 0],
    ['when an answer is too old to be used', 10 + DAY_S],
  ])('asks once for 1,000 readers %s', async (_, s) => {
    const { ask, calls, clock, origin } = behindCache();
    if (s > 0) await ask();
    calls.length = 0;
    clock.s = s;
    const { answer, letGo } = held();
    origin.next = () => answer('new');
    const readers = Array.from({ length: 1_000 }, (_, index) => ask(`${PATH}?utm_source=${index}`));
    await settle();
    letGo();
    const texts = (await Promise.all(readers)).map(({ text }) => text);
    expect(new Set(texts)).toEqual(new Set(['new']));
    expect(calls).toHaveLength(1);
  });

  it.each<[string, () => Promise<Response>]>([
    ['answers 503', () => Promise.resolve(new Response('no', { status: 503 }))],
    ['throws', () => Promise.reject(new Error('down'))],
  ])('stays with a stale one where the function %s, for as long as is allowed', async (_, fail) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const headers = { ...KEPT, 'netlify-cdn-cache-control': 'public, s-maxage=10, stale-if-error=100' };
    const { ask, cache, clock, origin } = behindCache({ headers });
    await ask();
    origin.next = fail;
    clock.s = 109;
    expect(await ask()).toMatchObject({ kind: 'kept', text: '1', age: 109 });
    clock.s = 110;
    const late = await ask().catch(() => null);
    expect(late?.kind).not.toBe('kept');
    expect(cache.size).toBe(1);
    log.mockRestore();
  });

  it('does not fail where nobody waits for a refresh that fails', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { ask, calls, clock, origin } = behindCache();
    await ask();
    clock.s = 20;
    origin.next = () => Promise.reject(new Error('down'));
    expect(await ask()).toMatchObject({ text: '1' });
    await settle();
    expect(await ask()).toMatchObject({ text: '1' });
    expect(calls).toHaveLength(3);
    await settle();
    expect(log).toHaveBeenCalled();
    log.mockRestore();
  });

  it('rejects as the function does where nothing is kept', async () => {
    const { ask, origin } = behindCache();
    origin.next = () => Promise.reject(new Error('down'));
    await expect(ask()).rejects.toThrow('down');
    await expect(Promise.all([ask(), ask()])).rejects.toThrow('down');
  });

  it('has one entry for each value of the parameter that the function names, whatever else is there', async () => {
    const headers = cacheHeaders(10_000, { parameter: 'locale', values: ['en', 'es'] });
    const { ask, cache, calls } = behindCache({ headers });
    for (const query of ['', '?a=1', '?locale=es', '?b=2&locale=es&c', '?utm=%zz', '?'])
      await ask(`${PATH}${query}`);
    await ask(`${PATH}/`);
    expect([cache.size, calls.length]).toEqual([2, 2]);
    expect((await ask(`${PATH}?locale=es`)).text).toBe('2');
    // Another spelling is another question, which the function refuses.
    await ask(`${PATH}?locale=%65s`);
    expect(calls).toHaveLength(3);
  });

  it('gives GET and HEAD the same answer, also where HEAD asks first', async () => {
    const { ask, calls } = behindCache();
    expect(await ask(PATH, { method: 'HEAD' })).toMatchObject({ kind: 'kept', text: '1' });
    expect(await ask()).toMatchObject({ kind: 'kept', text: '1' });
    expect(calls).toEqual(['GET']);
  });

  it.each([404, 405, 308, 503, 206])('never keeps a %i, and gives each reader an own one', async (status) => {
    const { ask, cache, origin, calls } = behindCache();
    origin.next = () => Promise.resolve(new Response(`${calls.length}`, { status, headers: KEPT }));
    const ownEach = async (address: string) => {
      const answers = await Promise.all([ask(address), ask(address), ask(address)]);
      expect(answers.map(({ kind }) => kind)).toEqual(['passed', 'passed', 'passed']);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(3);
    };
    await ownEach('/before');
    const { next } = origin;
    origin.next = () => Promise.resolve(new Response('good', { headers: KEPT }));
    await ask();
    origin.next = next;
    await ownEach('/after');
    expect(cache.size).toBe(1);
  });

  it.each<[string, Record<string, string>]>([
    ['says nothing of it', {}],
    ['says no-store', { 'cache-control': 'no-store' }],
    ['says no-store to the edge', { ...KEPT, 'netlify-cdn-cache-control': 'public, no-store, s-maxage=9' }],
    ['is private', { ...KEPT, 'netlify-cdn-cache-control': 'private, s-maxage=9' }],
    ['sets a cookie', { ...KEPT, 'set-cookie': 'a=b' }],
    ['varies by anything else', { ...KEPT, vary: 'accept-language' }],
    ['has no word on its parameters', { 'netlify-cdn-cache-control': 'public, s-maxage=9' }],
  ])('keeps no answer that %s', async (_, headers) => {
    const { ask, cache, calls } = behindCache({ headers });
    for (const text of ['1', '2', '3']) expect(await ask(), text).toMatchObject({ kind: 'passed', text });
    const methods = await Promise.all([ask(PATH, { method: 'HEAD' }), ask()]);
    expect(methods.map(({ kind }) => kind)).toEqual(['passed', 'passed']);
    expect(calls).toEqual(['GET', 'GET', 'GET', 'HEAD', 'GET']);
    expect(cache.size).toBe(0);
  });

  it('makes no reader wait for another where a function’s answers are not kept', async () => {
    const { ask, calls, origin } = behindCache({ headers: {} });
    await ask();
    const { answer, letGo } = held();
    origin.next = () => answer('slow', {});
    const readers = [ask(), ask(), ask()];
    await settle();
    expect(calls).toHaveLength(4);
    letGo();
    await Promise.all(readers);
  });

  it('asks for an organizer, and for whatever is no reading, every time', async () => {
    const { ask, cache, calls } = behindCache();
    await ask();
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'] as const) {
      const isRead = method === 'GET' || method === 'HEAD';
      const answer = await ask(PATH, { method, hasAuthorization: isRead });
      expect(answer.kind, method).toBe('passed');
    }
    expect(calls).toEqual(['GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']);
    expect([cache.size, (await ask()).text]).toEqual([1, '1']);
  });

  it('forgets what the function no longer gives', async () => {
    const { ask, cache, clock, origin } = behindCache();
    await ask();
    clock.s = 20;
    origin.next = () => Promise.resolve(new Response('gone', { status: 404 }));
    await ask();
    await settle();
    expect(cache.size).toBe(0);
    expect(await ask()).toMatchObject({ kind: 'passed', text: 'gone' });
  });

  it('tells clients nothing that is said to the edge', async () => {
    const { ask, origin } = behindCache();
    const kept = await ask();
    expect(kept.kind === 'kept' && Object.keys(kept.representation.headers)).toEqual([
      'Cache-Control',
      'Content-Type',
    ]);
    const passed = await ask(PATH, { hasAuthorization: true });
    expect(passed.kind === 'passed' && [...passed.response.headers.keys()]).toEqual([
      'cache-control',
      'content-type',
    ]);
    origin.next = () => Promise.resolve(Response.redirect('https://site.example/', 302));
    expect(await ask(PATH, { method: 'POST' })).toMatchObject({ kind: 'passed' });
  });

  it('is the same object for the same answer, which is compressed once', async () => {
    const { ask, clock, origin } = behindCache();
    origin.next = () => Promise.resolve(new Response('same', { headers: KEPT }));
    const first = await ask();
    clock.s = 10 + DAY_S;
    const second = await ask();
    expect(first.kind === 'kept' && second.kind === 'kept').toBe(true);
    expect([first, second].map((answer) => answer.kind === 'kept' && answer.age)).toEqual([0, 0]);
    if (first.kind !== 'kept' || second.kind !== 'kept') return;
    expect(second.representation).toBe(first.representation);
  });

  it('is bounded, by answers and by bytes: the one stored first goes first', async () => {
    const few = behindCache({ most: { answers: 3, bytes: 1_000 } });
    for (const name of ['a', 'b', 'c', 'd']) await few.ask(`/${name}`);
    expect([few.cache.size, (await few.ask('/d')).text, (await few.ask('/a')).text]).toEqual([3, '4', '5']);
    const small = behindCache({ most: { answers: 100, bytes: 1_000 } });
    small.origin.next = () => Promise.resolve(new Response('x'.repeat(400), { headers: KEPT }));
    for (const name of ['a', 'b', 'c', 'd', 'd']) await small.ask(`/${name}`);
    expect([small.cache.size, small.calls.length]).toEqual([2, 4]);
  });
});
