import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BYTES, PAGE, serveSome } from './some-site.ts';

const site = await serveSome();
afterAll(() => site[Symbol.asyncDispose]());

const PATH = '/clean-river/';
const PICTURE = '/pictures/p.png';

describe('a text', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br', 'br'],
    ['BR;q=1', 'br'],
    ['*', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['identity, br;q=0.5', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['deflate, zstd', undefined],
    ['', undefined],
    ['nonsense;;q=,,', undefined],
    [undefined, undefined],
  ])('is sent to Accept-Encoding %j in %s, and decodes to itself', async (accepted, coding) => {
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const answer = await site.ask(PATH, { headers });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
    const decode = coding === 'br' ? brotliDecompressSync : gunzipSync;
    expect(String(coding === undefined ? answer.body : decode(answer.body))).toBe(PAGE);
  });

  it('has a strong tag for each coding, and is sent again only if the tag of that coding changed', async () => {
    const tags = new Set<string>();
    for (const coding of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': coding };
      const { etag = '' } = (await site.ask(PATH, { headers })).headers;
      expect(etag, coding).toMatch(/^"[\w-]+"$/u);
      tags.add(etag);
      const again = await site.ask(PATH, { headers: { ...headers, 'if-none-match': etag } });
      expect([again.status, again.headers.etag, again.body.length], coding).toEqual([304, etag, 0]);
      expect(again.headers['content-length'], coding).toBeUndefined();
      expect(again.headers, coding).toMatchObject({
        vary: 'Accept-Encoding',
        'x-content-type-options': 'nosniff',
      });
    }
    expect(tags.size).toBe(3);
  });

  it('is sent as it is where it is short or no text', async () => {
    for (const path of ['/', PICTURE]) {
      const { headers } = await site.ask(path, { headers: { 'accept-encoding': 'br' } });
      expect(headers['content-encoding'], path).toBeUndefined();
      expect(headers.vary, path).toBeUndefined();
    }
  });

  it('is described by HEAD as by GET', async () => {
    const headers = { 'accept-encoding': 'br' };
    const [head, get] = await Promise.all([
      site.ask(PATH, { method: 'HEAD', headers }),
      site.ask(PATH, { headers }),
    ]);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
  });
});

describe('If-None-Match', async () => {
  const { etag = '' } = (await site.ask(PICTURE)).headers;

  it.each([
    [etag, 304],
    [`W/${etag}`, 304],
    ['*', 304],
    [`"x", W/"y", ${etag}`, 304],
    [`"x",${etag},"y"`, 304],
    ['"x"', 200],
    [etag.slice(1, -1), 200],
    [etag.toUpperCase(), 200],
    ['', 200],
  ])('%s gives %i', async (tags, status) => {
    expect((await site.ask(PICTURE, { headers: { 'if-none-match': tags } })).status).toBe(status);
  });

  it('comes before a range, and counts for no page that is not there', async () => {
    const both = { 'if-none-match': etag, range: 'bytes=0-1' };
    expect((await site.ask(PICTURE, { headers: both })).status).toBe(304);
    expect((await site.ask('/nowhere', { headers: { 'if-none-match': '*' } })).status).toBe(404);
  });
});

describe('a range', async () => {
  const { etag = '' } = (await site.ask(PICTURE)).headers;
  const bytes = BYTES.length;

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=4990-', 4990, 4999],
    ['bytes=-10', 4990, 4999],
    ['bytes=-9999', 0, 4999],
    ['bytes=4999-9999', 4999, 4999],
    ['BYTES=0-0', 0, 0],
  ])('%s gives the bytes %i to %i', async (range, start, end) => {
    const { status, headers, body } = await site.ask(PICTURE, { headers: { range } });
    expect([status, headers['content-range']]).toEqual([206, `bytes ${start}-${end}/${bytes}`]);
    expect(headers['content-length']).toBe(String(end - start + 1));
    expect(body.equals(BYTES.subarray(start, end + 1))).toBe(true);
  });

  it.each(['bytes=5000-', 'bytes=9999-10000', 'bytes=-0'])('%s is not there', async (range) => {
    const { status, headers, body } = await site.ask(PICTURE, { headers: { range } });
    expect([status, headers['content-range'], body.length]).toEqual([416, `bytes */${bytes}`, 0]);
  });

  it.each(['bytes=0-1,5-6', 'bytes=9-1', 'lines=0-1', 'bytes', 'bytes=', 'bytes=a-b', 'bytes=0x0-1'])(
    '%s gives the whole',
    async (range) => {
      const { status, body } = await site.ask(PICTURE, { headers: { range } });
      expect([status, body.equals(BYTES)]).toEqual([200, true]);
    },
  );

  it('is sent only of the body that If-Range names', async () => {
    const statusOf = async (ifRange: string) =>
      (await site.ask(PICTURE, { headers: { range: 'bytes=0-1', 'if-range': ifRange } })).status;
    expect(await statusOf(etag)).toBe(206);
    expect(await statusOf('"other"')).toBe(200);
    expect(await statusOf(`W/${etag}`)).toBe(200);
    expect(await statusOf('Fri, 27 Nov 2026 00:00:00 GMT')).toBe(200);
  });

  it('is one of the encoded bytes, and of what is there: no HEAD, no empty file, no 404 page', async () => {
    const headers = { 'accept-encoding': 'br' };
    const whole = await site.ask(PATH, { headers });
    const part = await site.ask(PATH, { headers: { ...headers, range: 'bytes=10-19' } });
    expect([part.status, part.headers.etag]).toEqual([206, whole.headers.etag]);
    expect(part.body.equals(whole.body.subarray(10, 20))).toBe(true);
    const range = 'bytes=0-1';
    expect((await site.ask(PICTURE, { method: 'HEAD', headers: { range } })).status).toBe(200);
    expect((await site.ask('/empty.txt', { headers: { range } })).status).toBe(200);
    expect((await site.ask('/nowhere', { headers: { range } })).status).toBe(404);
  });
});
