import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { POLICY_OF_NOTHING } from '#domain/policies.ts';
import { startSite } from '#server/site-server.ts';
import { PAGE, POLICY, serveSome, writeSite } from './some-site.ts';

const site = await serveSome();
afterAll(() => site[Symbol.asyncDispose]());

describe('an address', () => {
  it.each([
    ['GET', '/', 200, 'text/html; charset=utf-8'],
    ['HEAD', '/', 200, 'text/html; charset=utf-8'],
    ['GET', '/clean-river/', 200, 'text/html; charset=utf-8'],
    ['GET', '/clean-river/?utm_source=x', 200, 'text/html; charset=utf-8'],
    ['GET', '/clean%2Driver/', 200, 'text/html; charset=utf-8'],
    ['GET', '/a%20b/%C3%BC.txt', 200, 'text/plain; charset=utf-8'],
    ['GET', '/_astro/code.js', 200, 'text/javascript; charset=utf-8'],
    ['GET', '/feed.xml', 200, 'text/xml; charset=utf-8'],
    ['GET', '/favicon.svg', 200, 'image/svg+xml; charset=utf-8'],
    ['GET', '/pictures/p.png', 200, 'image/png'],
    ['GET', '/404.html', 200, 'text/html; charset=utf-8'],
    ['GET', '/empty.txt', 200, 'text/plain; charset=utf-8'],
    ['GET', '/404', 404, 'text/html; charset=utf-8'],
    ['GET', '/nowhere/', 404, 'text/html; charset=utf-8'],
    ['POST', '/nowhere/', 404, 'text/html; charset=utf-8'],
    ['GET', '/_astro/', 404, 'text/html; charset=utf-8'],
    ['GET', '/Clean-River/', 404, 'text/html; charset=utf-8'],
    ['GET', '/clean-river%2F', 404, 'text/html; charset=utf-8'],
    ['GET', '/clean-river//', 404, 'text/html; charset=utf-8'],
    ['GET', '/.well-hidden', 404, 'text/html; charset=utf-8'],
    ['GET', '/.git/config', 404, 'text/html; charset=utf-8'],
    ['GET', '/%2egit/config', 404, 'text/html; charset=utf-8'],
    ['GET', '/_headers', 404, 'text/html; charset=utf-8'],
    ['GET', '/_redirects', 404, 'text/html; charset=utf-8'],
    ['GET', '/deploy.json', 404, 'text/html; charset=utf-8'],
    ['GET', '/../deploy.json', 404, 'text/html; charset=utf-8'],
    ['GET', '/%2e%2e/package.json', 404, 'text/html; charset=utf-8'],
    ['GET', '/..%2fpackage.json', 404, 'text/html; charset=utf-8'],
    ['GET', '/..%5cpackage.json', 404, 'text/html; charset=utf-8'],
    ['GET', '/index.html%00.png', 404, 'text/html; charset=utf-8'],
    ['GET', '/__proto__', 404, 'text/html; charset=utf-8'],
    ['POST', '/', 405, 'text/plain; charset=utf-8'],
    ['PROPFIND', '/clean-river/', 405, 'text/plain; charset=utf-8'],
    ['DELETE', '/pictures/p.png', 405, 'text/plain; charset=utf-8'],
    ['POST', '/clean-river', 405, 'text/plain; charset=utf-8'],
    ['GET', '/%', 400, 'text/plain; charset=utf-8'],
    ['GET', '/%ff', 400, 'text/plain; charset=utf-8'],
    ['GET', '//', 400, 'text/plain; charset=utf-8'],
    ['GET', '//evil.example/', 400, 'text/plain; charset=utf-8'],
    ['GET', '/\\evil.example/', 400, 'text/plain; charset=utf-8'],
    ['TRACE', '/', 501, 'text/plain; charset=utf-8'],
  ] as const)('answers %s %s with %i', async (method, path, status, type) => {
    const { headers, ...answer } = await site.ask(path, { method });
    expect([answer.status, headers['content-type']]).toEqual([status, type]);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/u);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers.server ?? headers['x-powered-by']).toBeUndefined();
    expect(headers.allow).toBe(status === 405 ? 'GET, HEAD' : undefined);
    if (method === 'HEAD') expect(answer.body).toHaveLength(0);
  });

  it.each([
    ['/clean-river', '/clean-river/'],
    ['/clean-river?a=b&c', '/clean-river/?a=b&c'],
    ['/clean%2Driver?a=b', '/clean-river/?a=b'],
    ['/clean-river/index.html?a', '/clean-river/?a'],
    ['/index.html', '/'],
    ['/muddy-river', '/clean-river/'],
    ['/muddy-river/', '/clean-river/'],
    ['/muddy-river/thanks/?from=mail', '/clean-river/thanks/?from=mail'],
    ['/muddy-river//evil.example/', '/clean-river//evil.example/'],
    ['/es/muddy-river/feed.xml', '/es/clean-river/feed.xml'],
  ])('leads from %s to %s', async (from, to) => {
    const { status, headers } = await site.ask(from, { headers: { host: 'evil.example' } });
    expect([status, headers.location, headers['content-security-policy']]).toEqual([
      301,
      to,
      POLICY_OF_NOTHING,
    ]);
  });

  it('has the headers of every rule that matches, and the last word of the most special', async () => {
    const desk = await site.ask('/organizers/');
    expect(desk.headers).toMatchObject({
      'content-security-policy': 'of the desk',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=0, must-revalidate',
    });
    const code = await site.ask('/_astro/code.js');
    expect(code.headers).toMatchObject({
      'content-security-policy': POLICY,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await site.ask('/clean-river/thanks/')).headers['cache-control']).toBe('no-store');
    expect((await site.ask('/_astro/none.js')).headers['cache-control']).not.toContain('immutable');
  });

  it('is written into the log only where it is ours', async () => {
    site.lines.length = 0;
    for (const path of ['/clean-river/?email=a@example.org', '/aroha@example.org', '/%'])
      await site.ask(path);
    expect(site.lines.map((line) => line.replace(/^\S+Z |\d+ ms$/gu, ''))).toEqual([
      'GET /clean-river/ 200 ',
      'GET - 404 ',
      'GET - 400 ',
    ]);
    expect(site.lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ GET /u);
  });
});

describe('a site', () => {
  it('is served whole, whatever a new build does to its files meanwhile', async () => {
    await using other = await serveSome();
    await rm(join(other.root, 'dist'), { recursive: true });
    const { status, body } = await other.ask('/clean-river/');
    expect([status, String(body)]).toEqual([200, PAGE]);
    expect((await other.ask('/nowhere')).status).toBe(404);
  });

  it.each([
    ['404.html', 'dist/404.html is missing'],
    ['deploy.json', 'dist/deploy.json is missing'],
  ])('is not served without %s', async (file, words) => {
    const root = await writeSite();
    await rm(join(root, 'dist', file));
    await expect(start(root)).rejects.toThrow(words);
    await rm(root, { recursive: true });
  });

  it('is not served if an older program built it, which wrote no rules', async () => {
    const root = await writeSite({ sealed: false, headers: { 'Content-Security-Policy': POLICY } });
    await expect(start(root)).rejects.toThrow('older version');
    await rm(root, { recursive: true });
  });
});

function start(root: string) {
  const stores = () => expect.fail();
  return startSite({ root, port: 0, host: '127.0.0.1', stores, deployContext: '', modules: [] });
}
