import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { serveSome } from './some-site.ts';

/** A function that answers when it is told to. */
function waiting() {
  const called = Promise.withResolvers<undefined>();
  const told = Promise.withResolvers<undefined>();
  const handler = async () => {
    called.resolve(undefined);
    await told.promise;
    return new Response('done');
  };
  return { handler, called: called.promise, tell: () => told.resolve(undefined) };
}

describe('stopping', () => {
  it('answers what is under way, and takes nothing new', async () => {
    const { handler, called, tell } = waiting();
    const site = await serveSome({ '/api/x': handler });
    const socket = await site.open();
    const idle = await site.open();
    idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    socket.write('POST /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    await called;
    const stopped = site.server.stop();
    await once(idle, 'close');
    const late = connect(site.server.port, '127.0.0.1');
    const [refused] = (await once(late, 'error')) as [Error];
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    tell();
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [^]*done$/u);
    await stopped;
  });

  it('waits for a function whose client is gone', async () => {
    const { handler, called, tell } = waiting();
    const site = await serveSome({ '/api/x': handler });
    const socket = await site.open();
    socket.write('POST /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    await called;
    socket.destroy();
    let isStopped = false;
    const stopped = site.server.stop().then(() => (isStopped = true));
    await expect.poll(() => site.lines).toHaveLength(1);
    expect(isStopped).toBe(false);
    tell();
    await stopped;
  });

  it('ends after its time, whatever a client does', async () => {
    const endless = () => Promise.resolve(new Response(new ReadableStream()));
    const site = await serveSome({ '/api/x': endless }, { limits: { graceMs: 50 } });
    const socket = await site.open();
    socket.write('GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    await site.server.stop();
    await once(socket, 'close');
  });
});
