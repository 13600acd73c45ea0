import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { serveSome } from './some-site.ts';

const site = await serveSome({
  '/api/echo': async (request) =>
    Response.json({ method: request.method, url: request.url, sent: await request.text() }),
  '/api/things/:thing': (_, { params }) => Promise.resolve(Response.json(params)),
});
const { port } = site.server;
afterAll(() => site[Symbol.asyncDispose]());

const CLOSE = 'Connection: close\r\n\r\n';

function statusIn(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /u.exec(answer)?.[1]);
}

describe('what is no request', () => {
  it.each([
    ['noise', 'hello\r\n\r\n', 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['no host', `GET / HTTP/1.1\r\n${CLOSE}`, 400],
    ['two hosts', `GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n${CLOSE}`, 400],
    ['two equal hosts', `GET / HTTP/1.1\r\nHost: a.example\r\nhost: a.example\r\n${CLOSE}`, 400],
    ['a space in a name', 'GET / HTTP/1.1\r\nHost : a.example\r\n\r\n', 400],
    ['a line that goes on', 'GET / HTTP/1.1\r\nHost: a.example\r\nX: a\r\n b\r\n\r\n', 400],
    ['lines without CR', 'GET / HTTP/1.1\nHost: a.example\n\n', 400],
    [
      'two lengths',
      'POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'a length and chunks',
      'POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG',
      400,
    ],
    [
      'another coding',
      'POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'a chunk that is none',
      'POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    ['a header that is too long', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address that is too long', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ['CONNECT', 'CONNECT mail.example:25 HTTP/1.1\r\nHost: mail.example:25\r\n\r\n', 501],
    ['TRACE', `TRACE /api/echo HTTP/1.1\r\nHost: a\r\n${CLOSE}`, 501],
    ['another wish than 100', `POST /api/echo HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n${CLOSE}`, 417],
    ['OPTIONS *', `OPTIONS * HTTP/1.1\r\nHost: a\r\n${CLOSE}`, 400],
    ['no path', `GET x HTTP/1.1\r\nHost: a\r\n${CLOSE}`, 400],
    ['another scheme', `GET ftp://a.example/ HTTP/1.1\r\nHost: a\r\n${CLOSE}`, 400],
  ])('gets a closed answer: %s', async (_, sent, status) => {
    const answer = await site.say(sent);
    expect(statusIn(answer)).toBe(status);
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(answer).toContain('X-Content-Type-Options: nosniff');
    expect(answer).not.toContain('Permissions-Policy');
    expect(answer).toContain('Cache-Control: no-store');
    expect(answer).not.toMatch(/^(?:Server|X-Powered-By):|node|Error|\bat /imu);
    expect(answer.match(/HTTP\/1\.1/gu)).toHaveLength(1);
  });
});

describe('an unusual request', () => {
  it.each([
    ['HTTP/1.0 without a host', 'GET /clean-river/ HTTP/1.0\r\n\r\n', 200],
    ['a whole address', `GET http://a.example/clean-river/ HTTP/1.1\r\nHost: b.example\r\n${CLOSE}`, 200],
    ['an upgrade', 'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n', 200],
    ['a lower-case method', `get / HTTP/1.1\r\nHost: a\r\n${CLOSE}`, 400],
  ])('is answered: %s', async (_, sent, status) => {
    expect(statusIn(await site.say(sent))).toBe(status);
  });

  it.each([
    [
      `GET http://a.example/api/echo?x HTTP/1.1\r\nHost: b.example\r\n${CLOSE}`,
      'http://a.example/api/echo?x',
    ],
    [
      `GET /api/echo?x=%C3%BC HTTP/1.1\r\nHost: b.example:81\r\n${CLOSE}`,
      'http://b.example:81/api/echo?x=%C3%BC',
    ],
    [`GET /api/echo HTTP/1.1\r\nHost: [::1]:81\r\n${CLOSE}`, 'http://[::1]:81/api/echo'],
    [`GET /api/echo HTTP/1.1\r\nHost: a.example/evil\r\n${CLOSE}`, `http://localhost:${port}/api/echo`],
    [`GET /api/echo HTTP/1.1\r\nHost: a@b.example\r\n${CLOSE}`, `http://localhost:${port}/api/echo`],
    [`GET /api/echo HTTP/1.1\r\nHost:\r\n${CLOSE}`, `http://localhost:${port}/api/echo`],
    [`GET /api/x/../echo HTTP/1.1\r\nHost: a.example\r\n${CLOSE}`, 'http://a.example/api/echo'],
  ])('shows a function the address by which it came: %j', async (sent, url) => {
    expect(await site.say(sent)).toContain(JSON.stringify(url));
  });

  it('names the site’s own address where it has one, whatever host it comes with', async () => {
    const echo = { '/api/echo': (request: Request) => Promise.resolve(new Response(request.url)) };
    await using known = await serveSome(echo, { url: 'https://petition.example/' });
    const { body } = await known.ask('/api/echo?a=b', { headers: { host: 'evil.example' } });
    expect(String(body)).toBe('https://petition.example/api/echo?a=b');
  });

  it('gives a function what stands for a name as it was sent, and no name is empty', async () => {
    expect(String((await site.ask('/api/things/a%2Fb%20c')).body)).toBe('{"thing":"a%2Fb%20c"}');
    expect((await site.ask('/api/things/')).status).toBe(404);
  });
});

describe('several requests in a row on one connection', () => {
  it('are answered in their order', async () => {
    const one = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const sent = `${one('/api/things/1')}${one('/nowhere')}${one('/api/things/2')}`;
    const answer = await site.say(`${sent}GET / HTTP/1.1\r\nHost: a\r\n${CLOSE}`);
    expect(answer.match(/HTTP\/1\.1 \d+/gu)).toEqual(
      ['200', '404', '200', '200'].map((s) => `HTTP/1.1 ${s}`),
    );
    expect(answer.indexOf('"1"')).toBeLessThan(answer.indexOf('"2"'));
  });

  it('end with the first that is none', async () => {
    const socket = await site.open();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    socket.write('noise\r\n\r\nGET /clean-river/ HTTP/1.1\r\nHost: a\r\n\r\n');
    const rest = await text(socket);
    expect(statusIn(rest)).toBe(400);
    expect(rest.match(/HTTP\/1\.1/gu)).toHaveLength(1);
  });
});
