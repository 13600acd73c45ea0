import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { serveSome } from './some-site.ts';

afterEach(() => vi.restoreAllMocks());

/** Keeps the log of errors out of the output, and gives it. */
function watchErrors(): () => string {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => log.mock.calls.flat().join('\n');
}

/** A body that gives these pieces, and then breaks off or ends. */
function streamOf(pieces: readonly string[], error?: Error): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull: async (controller) => {
      // A few turns of the event loop, as a store would take them.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (error) controller.error(error);
      else controller.close();
    },
  });
}

describe('the answer of a function', () => {
  it('is sent as it is: status, headers, several cookies', async () => {
    const headers: [string, string][] = [
      ['Set-Cookie', 'a=1; Path=/'],
      ['Set-Cookie', 'b=2'],
      ['X-Word', 'one'],
      ['Netlify-Vary', 'query=none'],
    ];
    await using site = await serveSome({
      '/api/x': () => Promise.resolve(new Response('body', { status: 418, headers })),
    });
    const answer = await site.ask('/api/x', { method: 'POST' });
    expect([answer.status, String(answer.body)]).toEqual([418, 'body']);
    expect(answer.headers).toMatchObject({
      'set-cookie': ['a=1; Path=/', 'b=2'],
      'x-word': 'one',
      'content-length': '4',
    });
    expect(answer.headers['netlify-vary']).toBeUndefined();
    expect(answer.headers['transfer-encoding']).toBeUndefined();
  });

  it.each([
    [204, undefined],
    [303, '0'],
    [304, undefined],
  ])('has no body where there is none: %i', async (status, length) => {
    const location = { location: '/thanks/' };
    await using site = await serveSome({
      '/api/x': () => Promise.resolve(new Response(null, { status, headers: location })),
    });
    const answer = await site.ask('/api/x');
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([
      status,
      length,
      0,
    ]);
    expect(answer.headers.location).toBe('/thanks/');
  });

  it('to HEAD has headers only, and its body is not read', async () => {
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
    };
    await using site = await serveSome({
      '/api/x': () =>
        Promise.resolve(
          new Response(new ReadableStream({ cancel }), { headers: { 'signature-count': '3' } }),
        ),
    });
    const answer = await site.ask('/api/x', { method: 'HEAD' });
    expect([answer.status, answer.headers['signature-count'], answer.body.length]).toEqual([200, '3', 0]);
    expect(isCancelled).toBe(true);
  });

  it('is passed on piece by piece where it is a stream', async () => {
    await using site = await serveSome({
      '/api/x': () => Promise.resolve(new Response(streamOf(['ab', 'cd']))),
    });
    const answer = await site.ask('/api/x');
    expect([String(answer.body), answer.headers['transfer-encoding']]).toEqual(['abcd', 'chunked']);
  });

  it.each([
    ['in its first piece', []],
    ['later', ['ab', 'cd']],
  ])('never looks whole if its stream breaks off %s', async (_, pieces) => {
    const log = watchErrors();
    const broken = new Error('A row of aroha@example.org broke.');
    const headers = { 'signature-count': '9' };
    await using site = await serveSome({
      '/api/x': () => Promise.resolve(new Response(streamOf(pieces, broken), { headers })),
    });
    const socket = await site.open();
    socket.write('GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    const answer = await text(socket).catch(() => '');
    expect(answer).not.toContain('0\r\n\r\n');
    expect(answer).not.toContain('aroha');
    await expect(site.ask('/api/x')).rejects.toThrow();
    await expect.poll(() => site.lines[0]).toMatch(/GET \/api\/x 200 \d+ ms broken off$/u);
    expect(log()).not.toContain('aroha');
  });

  it('has its headers on the way before the first piece comes', async () => {
    const headers = { 'signature-count': '9' };
    await using site = await serveSome({
      '/api/x': () => Promise.resolve(new Response(new ReadableStream(), { headers })),
    });
    const socket = await site.open();
    socket.write('GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(String(first)).toContain('signature-count: 9');
    socket.destroy();
  });

  it('ends its stream if the client goes', async () => {
    let isCancelled = false;
    const stream = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setImmediate(resolve));
        controller.enqueue(new Uint8Array(1024));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    await using site = await serveSome({ '/api/x': () => Promise.resolve(new Response(stream)) });
    const socket = await site.open();
    socket.write('GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    await expect.poll(() => isCancelled).toBe(true);
  });

  it('is a closed 503 if the function throws, and the next one is as usual', async () => {
    const log = watchErrors();
    let calls = 0;
    await using site = await serveSome({
      '/api/x': () => {
        calls += 1;
        if (calls === 1) throw new Error('aroha@example.org');
        return Promise.resolve(new Response('fine'));
      },
    });
    const first = await site.ask('/api/x');
    expect([first.status, first.headers['retry-after']]).toEqual([503, '60']);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    expect(String(first.body) + log()).not.toContain('aroha');
    expect(String((await site.ask('/api/x')).body)).toBe('fine');
  });
});

describe('/healthz', () => {
  it('says whether the stores give and take', async () => {
    watchErrors();
    let isFull = false;
    const probe = async () => {
      if (isFull) throw new Error('The disk is full.');
      return Promise.resolve();
    };
    await using site = await serveSome({}, { probe });
    const fine = await site.ask('/healthz');
    expect([fine.status, String(fine.body)]).toEqual([200, 'ok\n']);
    expect(fine.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
    });
    expect((await site.ask('/healthz', { method: 'HEAD' })).status).toBe(200);
    expect((await site.ask('/healthz', { method: 'POST' })).status).toBe(405);
    isFull = true;
    const full = await site.ask('/healthz');
    expect([full.status, String(full.body)]).toEqual([503, '503 Service Unavailable\n']);
    expect(site.lines[0]).toMatch(/ GET \/healthz 200 \d+ ms$/u);
  });
});

describe('a function with a limit', () => {
  it('is not called beyond it, and the client learns when to come again', async () => {
    let calls = 0;
    const handler = () => Promise.resolve(new Response(String((calls += 1))));
    const rateLimit = { windowLimit: 2, windowSize: 60, aggregateBy: ['ip', 'domain'] };
    const modules = [{ default: handler, config: { path: '/api/x', rateLimit } }];
    await using site = await serveSome({}, { modules });
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await site.ask('/api/x')).status);
    expect([statuses, calls]).toEqual([[200, 200, 429, 429], 2]);
    const { headers } = await site.ask('/api/x');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    // Nobody believes the header of a client that is no proxy of ours.
    const forged = { 'x-forwarded-for': '203.0.113.9' };
    expect((await site.ask('/api/x', { headers: forged })).status).toBe(429);
  });
});
