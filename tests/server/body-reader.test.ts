import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { bodyReader } from '#server/request-body.ts';
import { serveSome } from './some-site.ts';

const HEAD = 'POST /api/take HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';

/** A request whose body comes as it is written here. */
function aRequest() {
  const body = new PassThrough();
  return { body, incoming: Object.assign(body, { headers: {} }) as unknown as IncomingMessage };
}

describe('bodies that are read', () => {
  it('may be small, whatever large ones take up the memory', async () => {
    const { read } = bodyReader(40_000);
    const slow = aRequest();
    const large = read(slow.incoming);
    slow.body.write(Buffer.alloc(39_000));
    const signing = aRequest();
    signing.body.end(Buffer.alloc(16_000));
    expect(await read(signing.incoming)).toHaveLength(16_000);
    const another = aRequest();
    another.body.end(Buffer.alloc(17_000));
    expect(await read(another.incoming)).toBe('busy');
    slow.body.end(Buffer.alloc(1_000));
    expect(await large).toHaveLength(40_000);
  });

  it.each<[string, number, RegExp]>([
    ['of as many pieces as there may be', 2_048, /^HTTP\/1\.1 200 [^]*\r\n2048$/u],
    ['of more, which gets no answer', 2_049, /^$/u],
  ])('may be in many pieces: %s', async (_, pieces, answer) => {
    await using site = await serveSome({
      '/api/take': async (request) => new Response(String((await request.text()).length)),
    });
    const socket = await site.open();
    socket.on('error', () => undefined);
    socket.write(`${HEAD}${'1\r\nx\r\n'.repeat(pieces)}0\r\n\r\n`);
    expect(await text(socket).catch(() => '')).toMatch(answer);
  });
});
