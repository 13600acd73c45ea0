import { afterEach, describe, expect, it, vi } from 'vitest';
import { toNumbersText } from '#store/stored-numbers.ts';
import { someNumbers } from '../store/some-numbers.ts';
import { ask, NUMBERS_STORE, watchLog, withBlobs } from './platform.ts';
import { SharedCache } from './shared-cache.ts';
import { aForm, signByForm } from './sign-request.ts';

const blobs = await withBlobs();

const PATH = '/api/campaigns/clean-river/badge.svg';

async function svgOf(path: string): Promise<string> {
  return (await ask(path)).text();
}

describe('GET badge.svg', () => {
  afterEach(() => void vi.useRealTimers());

  it('shows number, basis and title, in the language that is asked for', async () => {
    await signByForm(aForm());
    const english = await svgOf(PATH);
    expect(english).toContain('<title>40 signatures. Online, each from another email address.');
    expect(english).toContain('<desc>The campaign clean-river</desc>');
    expect(await svgOf(`${PATH}?locale=en`)).toBe(english);
    const spanish = await svgOf(`${PATH}?locale=es&utm_source=x`);
    expect(spanish).toContain('<title>40 firmas. En línea, cada una con un correo distinto.');
    expect(spanish).toContain('<desc>Un río limpio</desc>');
  });

  it('shows the title of the default language where there is no other, and says so', async () => {
    const spanish = await svgOf('/api/campaigns/asks-nothing/badge.svg?locale=es');
    expect(spanish).toContain('xml:lang="es" width');
    expect(spanish).toContain('<desc xml:lang="en">The campaign asks-nothing</desc>');
  });

  it('is a picture that other sites may show, and that runs nothing', async () => {
    const { headers } = await ask(PATH);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*sandbox$/u);
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is cached like the count, once for each language, whatever else stands in the address', async () => {
    const cache = new SharedCache((path) => ask(path));
    const { headers } = await ask(PATH);
    const count = await ask('/api/campaigns/clean-river/count');
    for (const name of ['cache-control', 'netlify-cdn-cache-control'])
      expect(headers.get(name), name).toBe(count.headers.get(name));
    blobs.operations.reset();
    for (const query of ['', '?utm_source=x', '?locale=en', '?locale=es', '?a=1&locale=es', '?locale=es&b=2'])
      expect((await cache.get(PATH + query, 0)).status, query).toBe(200);
    expect([cache.size, blobs.operations.total]).toEqual([3, 0]);
  });

  it('leads from every other language to the address without one, so that nobody fills the cache', async () => {
    const cache = new SharedCache((path) => ask(path));
    await cache.get(PATH, 0);
    const strange = ['locale', 'locale=', 'locale=fr', 'locale=ES', 'locale=%65s', '%6cocale=es'];
    for (const query of [
      ...strange,
      'locale=es&locale=es',
      'locale=en&x=1&locale=es',
      'locale[]=1&locale=x',
    ]) {
      const response = await cache.get(`${PATH}?${query}`, 0);
      const seen = [response.status, response.headers.get('location'), response.headers.get('cache-control')];
      expect(seen, query).toEqual([308, PATH, 'no-store']);
    }
    // The emulation is exact about case, and the edge may not be.
    expect((await ask(`${PATH}?Locale=es`)).status).toBe(308);
    expect(cache.size).toBe(1);
  });

  it('says of a discreet campaign only what the hourly function published', async () => {
    const path = '/api/campaigns/quiet-river/badge.svg';
    await signByForm(aForm(), 'quiet-river');
    expect(await svgOf(path)).toContain('<title>fewer than 30 signatures.');
  });

  it('rounds a discreet number down to ten', async () => {
    blobs.seed(NUMBERS_STORE, [
      [
        'quiet-river',
        toNumbersText(someNumbers({ online: 1217, coarse: { change: 1, day: '2026-11-26', true: 1230 } })),
      ],
    ]);
    expect(await svgOf('/api/campaigns/quiet-river/badge.svg')).toContain(
      '<title>at least 1,210 signatures.',
    );
  });

  it('answers as the count does: 404, 405, 503, and the last good number', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    watchLog();
    for (const slug of ['nowhere', 'not-yet-shown'])
      expect((await ask(`/api/campaigns/${slug}/badge.svg`)).status, slug).toBe(404);
    const posted = await ask(PATH, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const good = await svgOf(PATH);
    vi.advanceTimersByTime(10_000);
    blobs.faults.always('list', { status: 403 });
    expect(await svgOf(PATH)).toBe(good);
    const failed = await ask('/api/campaigns/has-won/badge.svg');
    expect([failed.status, failed.headers.get('cross-origin-resource-policy')]).toEqual([
      503,
      'cross-origin',
    ]);
  });

  it('has the present title under every former slug', async () => {
    for (const slug of ['muddy-river', 'blue-river'])
      expect(await svgOf(`/api/campaigns/${slug}/badge.svg`), slug).toContain('The campaign blue-river');
  });
});
