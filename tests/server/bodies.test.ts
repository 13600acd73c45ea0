import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { readBody } from '#http/read-body.ts';
import { LIMITS } from '#server/limits.ts';
import { serveSome } from './some-site.ts';

/** Answers as endpoints do: 413 from the declared length, or after more than 16 KiB. */
const taking = async (request: Request): Promise<Response> => {
  const body = await readBody(request);
  if (body.kind === 'refused') return Response.json({ code: body.code }, { status: body.status });
  return Response.json(body.values);
};

const site = await serveSome({ '/api/take': taking });
afterAll(() => site[Symbol.asyncDispose]());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const HEAD = 'POST /api/take HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n';

function post(bytes: number, headers: Record<string, string> = FORM) {
  return site.ask('/api/take', { method: 'POST', headers }, `a=${'x'.repeat(bytes - 2)}`);
}

describe('a body', () => {
  it('is given to the function as it was sent', async () => {
    const { status, body } = await site.ask(
      '/api/take',
      { method: 'POST', headers: FORM },
      'name=J%C3%BC+G&b=2',
    );
    expect([status, JSON.parse(String(body))]).toEqual([200, { name: 'Jü G', b: '2' }]);
  });

  it.each([
    ['of 16 KiB', 16_384, 200],
    ['larger than the function takes', 16_385, 413],
    ['larger than any function takes', 200_000, 413],
    ['so large that only a part of it is read', 4_000_000, 413],
  ])('gets its answer, and its client can read it: %s', async (_, bytes, status) => {
    expect((await post(bytes)).status).toBe(status);
    const length = { ...FORM, 'content-length': String(bytes) };
    expect((await post(bytes, length)).status).toBe(status);
  });

  it('of another type gets 415, however large it is', async () => {
    expect((await post(3_000_000, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('to a page gets 405, however large it is', async () => {
    const body = 'x'.repeat(3_000_000);
    expect((await site.ask('/clean-river/', { method: 'POST' }, body)).status).toBe(405);
  });

  it('that never ends gets its answer, and then the connection is cut', async () => {
    await using short = await serveSome(
      { '/api/take': taking },
      { limits: { unread: { bytes: 1000, ms: 60_000 } } },
    );
    const socket = await short.open();
    socket.write(`${HEAD}Content-Length: 9000000000\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /u);
    socket.write(Buffer.alloc(5000));
    await once(socket, 'close');
  });

  it('that does not come gets its answer, and the connection is cut after a while', async () => {
    await using short = await serveSome(
      { '/api/take': taking },
      { limits: { unread: { bytes: 1000, ms: 1 } } },
    );
    const socket = await short.open();
    socket.write(`${HEAD}Content-Length: 9000000000\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it('is asked for with 100 where the client waits, and not where it is too large', async () => {
    const small = await site.open();
    small.write(`${HEAD}Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n`);
    const [first] = (await once(small, 'data')) as [Buffer];
    expect(String(first)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    small.write('a=b');
    expect(await text(small)).toMatch(/^HTTP\/1\.1 200 [^]*\{"a":"b"\}$/u);
    const large = await site.say(`${HEAD}Expect: 100-continue\r\nContent-Length: 9000000\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 413 /u);
    expect(large).toContain('Connection: close');
  });

  it('that breaks off is given to no function', async () => {
    let calls = 0;
    const counting = async () => {
      calls += 1;
      return Promise.resolve(new Response());
    };
    await using other = await serveSome({ '/api/take': counting });
    const socket = await other.open();
    socket.write(`${HEAD}Content-Length: 10\r\n\r\na=b`, () => socket.destroy());
    await expect.poll(() => other.lines).toHaveLength(1);
    expect(other.lines[0]).toMatch(/POST \/api\/take - \d+ ms broken off$/u);
    expect(calls).toBe(0);
  });
});

describe('a slow client', () => {
  const tiny = { headersTimeout: 40, requestTimeout: 80, connectionsCheckingInterval: 10, idleMs: 5_000 };

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['a body', `${HEAD}Content-Length: 10\r\n\r\na=b`],
    ['nothing at all', ''],
  ])('that sends %s and no more gets 408, and loses its connection', async (_, sent) => {
    await using slow = await serveSome({ '/api/take': taking }, { limits: tiny });
    const answer = await slow.say(sent);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect(answer).toContain("default-src 'none'");
  });

  it('that reads nothing of a download is cut off, and so is the download', async () => {
    let isCancelled = false;
    const endless = () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
            cancel: () => {
              isCancelled = true;
            },
          }),
        ),
      );
    await using slow = await serveSome({ '/api/all': endless }, { limits: { idleMs: 100 } });
    const socket = await slow.open();
    socket.pause();
    socket.write('GET /api/all HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => isCancelled, { timeout: 20_000 }).toBe(true);
    expect(slow.lines[0]).toMatch(/GET \/api\/all 200 \d+ ms broken off$/u);
    socket.destroy();
  });

  it('has a minute for a request, and less for its headers', () => {
    expect(LIMITS.requestTimeout).toBe(60_000);
    expect(LIMITS.headersTimeout).toBeLessThan(60_000);
  });
});

describe('too many connections', () => {
  it('are not taken', async () => {
    await using small = await serveSome({}, { limits: { connections: 2 } });
    const [one, two] = [await small.open(), await small.open()];
    const three = await small.open();
    await once(three, 'close');
    one.destroy();
    two.destroy();
  });

  it('end first those that do nothing', async () => {
    await using small = await serveSome({}, { limits: { connections: 4 } });
    const idle = await small.open();
    idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const others = [await small.open(), await small.open(), await small.open()];
    await once(idle, 'close');
    for (const socket of others) socket.destroy();
  });
});
