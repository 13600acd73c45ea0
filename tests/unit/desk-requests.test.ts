import { describe, expect, it } from 'vitest';
import { OrganizerRequests } from '#desk/organizer-requests.ts';
import { isOrganizerToken } from '#domain/organizer-token.ts';
import { FORMATS } from '#download/format.ts';
import { SIGNATURES } from '#download/row.ts';

const TOKEN = 'T'.repeat(40);
const HTML = { 'content-type': 'text/html' };
const NDJSON = { 'content-type': FORMATS.ndjson };

/** Makes requests to a server that gives every request the same answer. It also records the requests. */
function asking(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const requests = new OrganizerRequests(TOKEN, (url, init) => {
    asked.push({ url, init });
    return Promise.resolve(answer());
  });
  return { requests, asked };
}

/** What a captive portal or a proxy may answer in the place of the site. */
const FOREIGN: readonly (readonly [string, () => Response])[] = [
  ['a page', () => new Response('<h1>Log in</h1>', { headers: HTML })],
  ['an empty page', () => new Response('', { headers: HTML })],
  ['nothing', () => new Response(null)],
  ['accepted for later', () => Response.json({ erased: 1 }, { status: 202 })],
  ['JSON of another shape', () => Response.json({ ok: true })],
  ['more than one erased', () => Response.json({ erased: 2 })],
  ['words in place of a number', () => Response.json({ erased: '1' })],
  ['the right words in a page', () => new Response('{"erased":1}')],
  ['JSON that is none', () => new Response('<p>', { headers: { 'content-type': 'application/json' } })],
  ['a refusal in a page', () => new Response('<p>Blocked</p>', { status: 403, headers: HTML })],
  ['a page of nothing', () => new Response('<p>Not here</p>', { status: 404, headers: HTML })],
  ['a busy gateway', () => new Response('<p>Later</p>', { status: 503, headers: HTML })],
  ['lines that are no entries', () => new Response('{}\n', { headers: NDJSON })],
];

describe('a request of an organizer', () => {
  it('carries the token in a header, and never in the address', async () => {
    const { requests, asked } = asking(() => new Response(null, { status: 204 }));
    await requests.part(SIGNATURES, 'clean-river', { number: 3, of: 16 }, new AbortController().signal);
    await requests.part(SIGNATURES, 'clean-river', { number: 1, of: 1 }, new AbortController().signal);
    await requests.erase('clean-river', 'ab12');
    await requests.eraseAddress('clean-river', 'ada@example.org');
    expect(asked.map(({ url, init }) => `${init.method ?? 'GET'} ${url}`)).toEqual([
      'GET /api/campaigns/clean-river/signatures?format=ndjson&part=3/16',
      'GET /api/campaigns/clean-river/signatures?format=ndjson',
      'DELETE /api/campaigns/clean-river/signatures/ab12',
      'POST /api/campaigns/clean-river/erasures',
    ]);
    for (const { url, init } of asked) {
      expect(new Headers(init.headers).get('authorization'), url).toBe(`Bearer ${TOKEN}`);
      expect(init, url).toMatchObject({ cache: 'no-store', credentials: 'omit', redirect: 'error' });
    }
    expect(asked[3]?.init.body).toBe('{"email":"ada@example.org"}');
  });

  it('waits while the platform takes no more from here, as long as its longest window', async () => {
    for (const [refusals, status] of [
      [12, 200],
      [99, 429],
    ]) {
      const waited: number[] = [];
      let asked = 0;
      const answer = () => new Response(null, { status: (asked += 1) > (refusals ?? 0) ? 200 : 429 });
      const requests = new OrganizerRequests(
        TOKEN,
        () => Promise.resolve(answer()),
        (ms) => Promise.resolve(waited.push(ms)),
      );
      const { signal } = new AbortController();
      expect(
        (await requests.part(SIGNATURES, 'c', { number: 1, of: 1 }, signal)).status,
        `${refusals} times`,
      ).toBe(status);
      expect(
        waited.reduce((sum, ms) => sum + ms, 0),
        `${refusals} times`,
      ).toBe(180_000);
    }
  });

  it.each([
    ['before it waits', queueMicrotask],
    ['while it waits', setImmediate],
  ] as const)('ends when loading is stopped, %s', async (_, later) => {
    const stop = new AbortController();
    const requests = new OrganizerRequests(TOKEN, () => {
      later(() => stop.abort());
      return Promise.resolve(new Response(null, { status: 429 }));
    });
    await expect(requests.part(SIGNATURES, 'c', { number: 1, of: 1 }, stop.signal)).rejects.toThrow(
      'stopped',
    );
  });

  it('says how many an address had', async () => {
    const { requests } = asking(() => Response.json({ erased: 1 }));
    expect(await requests.eraseAddress('c', 'ada@example.org')).toEqual({ kind: 'done', value: 1 });
  });

  it('is done only where the server says so', async () => {
    const busy = () => Response.json({ errors: [] }, { status: 503 });
    expect(await asking(busy).requests.erase('c', 'a')).toEqual({
      kind: 'failed',
      status: 503,
    });
    expect(await asking(() => Promise.reject(new TypeError('offline'))).requests.erase('c', 'a')).toEqual({
      kind: 'failed',
      status: 0,
    });
    expect(await asking(() => new Response('<p>200</p>')).requests.eraseAddress('c', 'a@b.c')).toMatchObject({
      kind: 'failed',
    });
  });

  it.each(FOREIGN)('is not done where something else answers: %s', async (_, foreign) => {
    const answers = await Promise.all([
      asking(foreign).requests.erase('c', 'a'),
      asking(foreign).requests.eraseAddress('c', 'ada@example.org'),
      asking(foreign).requests.audit(),
      asking(foreign).requests.auditBefore(3),
    ]);
    expect(answers).toEqual(answers.map(() => ({ kind: 'failed', status: 0 })));
  });

  it('gives the log with the newest entry first', async () => {
    const entry = { at: '2016-01-31T12:00:00.000Z', who: 'ana', what: 'download', campaign: 'c', count: 3 };
    const line = (number: number) =>
      JSON.stringify({ number, ...entry, nonce: 'n', previous: '', hash: 'h' });
    const { requests } = asking(() => new Response(`${line(1)}\n${line(2)}\n`, { headers: NDJSON }));
    const answer = await requests.audit();
    expect(answer).toMatchObject({ kind: 'done', value: [{ number: 2 }, { number: 1, ...entry }] });
    const { requests: earlier, asked } = asking(
      () => new Response(`${line(1)}\n${line(2)}\n${line(3)}\n`, { headers: NDJSON }),
    );
    expect(await earlier.auditBefore(3)).toMatchObject({ value: [{ number: 2 }, { number: 1 }] });
    await earlier.auditBefore(12_000);
    expect(asked.map(({ url }) => url)).toEqual(['/api/audit?after=0', '/api/audit?after=6999']);
  });
});

describe('a token', () => {
  it.each([
    ['T'.repeat(32), true],
    ['a-B_9'.repeat(7), true],
    ['T'.repeat(31), false],
    [`${'T'.repeat(40)}é`, false],
    [`${'T'.repeat(40)} x`, false],
  ])('is told from what cannot be one: %s %s', (text, expected) => {
    expect(isOrganizerToken(text)).toBe(expected);
  });
});
