import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { netlifyStores, netlifyStoresBy } from '#blobs/netlify-stores.ts';
import { plainFetch } from '#blobs/plain-fetch.ts';
import { startBlobService } from '../blob-service/blob-service.ts';

let close = () => Promise.resolve();
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await close();
});

/** Starts a server on this machine, and gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a refusal of the blob service', () => {
  it.each(['read', 'has', 'keys', 'write', 'create', 'erase'] as const)(
    'is told as it is: %s',
    async (verb) => {
      const service = await startBlobService();
      close = () => service.close();
      vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
      for (const operation of ['get', 'head', 'list', 'put', 'delete'] as const) {
        service.faults.always(operation, { status: 403 });
      }
      const budget = { totalMs: 5_000, attemptMs: 5_000 };
      for (const open of [netlifyStores, netlifyStoresBy(fetch)]) {
        const asked = open(budget).open('refusing')[verb]('clean-river/1', 'text');
        await expect(asked, verb).rejects.toThrow(verb === 'create' ? /did not confirm/u : /403/u);
      }
    },
  );
});

describe('a request to the blob service', () => {
  it('sends method, headers and text, and gives status, headers and text', async () => {
    const origin = await serve((incoming, outgoing) => {
      let body = '';
      incoming.on('data', (piece) => (body += String(piece)));
      incoming.on('end', () => {
        const { method, url, headers } = incoming;
        outgoing.writeHead(201, { ETag: '"1"' });
        outgoing.end(JSON.stringify({ method, url, body, headers }));
      });
    });
    const init = { method: 'put', headers: { 'if-none-match': '*' }, body: 'Zoë 🌊' };
    const reply = await plainFetch(`${origin}/site/key?a=b`, init);
    expect([reply.status, reply.headers.get('etag'), reply.headers.get('x-none')]).toEqual([
      201,
      '"1"',
      null,
    ]);
    expect(await reply.json()).toMatchObject({
      method: 'PUT',
      url: '/site/key?a=b',
      body: 'Zoë 🌊',
      headers: { 'if-none-match': '*', 'content-length': '9' },
    });
    expect(await reply.clone().text()).toBe(await reply.text());
  });

  it('goes over connections that stay open, and follows no redirect', async () => {
    const ports = new Set<number | undefined>();
    const origin = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort);
      outgoing.writeHead(302, { location: '/elsewhere' }).end();
    });
    for (let request = 0; request < 5; request += 1) {
      expect((await plainFetch(`${origin}/`)).status, String(request)).toBe(302);
    }
    expect(ports.size).toBe(1);
  });

  it.each([
    [3_000, 1],
    [5_000, 2],
  ])('after %i ms of rest goes over connection %i', async (restMs, connection) => {
    const ports = new Set<number | undefined>();
    const origin = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort);
      outgoing.end();
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    await plainFetch(origin);
    vi.advanceTimersByTime(restMs);
    await plainFetch(origin);
    expect(ports.size).toBe(connection);
  });

  it('leaves a request alone that is under way for long', async () => {
    const waiting: (() => void)[] = [];
    const origin = await serve((incoming, outgoing) => {
      if (incoming.url === '/slow') waiting.push(() => outgoing.end('slow'));
      else outgoing.end('fast');
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    const slow = plainFetch(`${origin}/slow`);
    await plainFetch(origin);
    vi.advanceTimersByTime(60_000);
    expect(await (await plainFetch(origin)).text()).toBe('fast');
    await vi.waitUntil(() => waiting.length > 0);
    waiting[0]?.();
    expect(await (await slow).text()).toBe('slow');
  });

  it.each([
    ['no answer comes', (_: unknown, outgoing: { destroy: () => void }) => outgoing.destroy()],
    [
      'the answer ends before its length',
      (
        _: unknown,
        outgoing: {
          writeHead: (status: number, headers: object) => unknown;
          write: (text: string, then: () => void) => void;
          destroy: () => void;
        },
      ) => {
        outgoing.writeHead(200, { 'content-length': '10' });
        outgoing.write('half', () => outgoing.destroy());
      },
    ],
  ] as const)('fails where %s', async (_, listener) => {
    const origin = await serve(listener as unknown as RequestListener);
    await expect(plainFetch(`${origin}/`)).rejects.toThrow();
  });

  it.each(['before the answer', 'within it'])('ends when it is aborted %s', async (when) => {
    const patience = new AbortController();
    const origin = await serve((_, outgoing) => {
      if (when === 'within it') outgoing.writeHead(200, { 'content-length': '10' }).write('half');
      setImmediate(() => patience.abort());
    });
    await expect(plainFetch(`${origin}/`, { signal: patience.signal })).rejects.toThrow(/abort/iu);
  });

  it('fails where nobody listens, and for what is no text', async () => {
    await expect(plainFetch('http://127.0.0.1:9/')).rejects.toThrow();
    const init = { method: 'put', body: new Uint8Array(3) };
    await expect(plainFetch('http://127.0.0.1:9/', init)).rejects.toThrow('Only texts are stored.');
  });
});
