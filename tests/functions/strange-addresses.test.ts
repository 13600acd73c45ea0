import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sitePages } from '#deploy/site-pages.ts';
import auditLog from '../../netlify/functions/audit.ts';
import count from '../../netlify/functions/count.ts';
import download from '../../netlify/functions/download.ts';
import eraseAddress from '../../netlify/functions/erase-address.ts';
import erase from '../../netlify/functions/erase.ts';
import series from '../../netlify/functions/series.ts';
import sign from '../../netlify/functions/sign.ts';
import { asOrganizer, invocation, ORIGIN, watchLog, withBlobs } from './platform.ts';
import { aForm } from './sign-request.ts';

const blobs = await withBlobs();

/** What may stand in an address where a campaign or an id belongs, as the platform hands it on. */
const STRANGE = [
  '',
  'organizers',
  'privacy',
  'safety',
  'es',
  '404',
  '404.html',
  'favicon.svg',
  'deploy.json',
  '_headers',
  '_astro',
  'a'.repeat(61),
  'a'.repeat(300),
  'a'.repeat(5_000),
  '.',
  '..',
  '../../content/site.yaml',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%00',
  '\0',
  'a\0b',
  '%',
  '%E0%A4%A',
  'clean-river/',
  'clean-river%2Fx',
  'clean-river/updates',
  'CLEAN-RIVER',
  'clean river',
  'x\r\nSet-Cookie: a=b',
  'ríos',
  '\ud800',
  '😀',
  '__proto__',
  'constructor',
  '//evil.example',
  'https://evil.example',
];

/** Each text after its beginning, which names it. */
function named(texts: readonly string[]): (readonly [string, string])[] {
  return texts.map((text) => [text.slice(0, 40), text] as const);
}

const HTML = { accept: 'text/html' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const form = new URLSearchParams(aForm()).toString();

/** Requests to every address with a campaign in it, and the status of the answer. */
const REQUESTS = [
  ['sign', sign, 404, { method: 'POST', headers: { ...HTML, ...FORM }, body: form }],
  ['sign as JSON', sign, 404, { method: 'POST', headers: FORM, body: form }],
  ['sign as an organizer', sign, 404, asOrganizer({ method: 'POST', headers: FORM, body: form })],
  ['another type', sign, 415, { method: 'POST', headers: HTML, body: 'x' }],
  ['too much', sign, 413, { method: 'POST', headers: { ...HTML, ...FORM }, body: 'x'.repeat(17_000) }],
  [
    'from another site',
    sign,
    403,
    { method: 'POST', headers: { ...HTML, ...FORM, 'sec-fetch-site': 'cross-site' }, body: form },
  ],
  ['count', count, 404, {}],
  ['download', download, 404, asOrganizer({})],
  ['download as a page', download, 404, asOrganizer({ headers: HTML })],
  ['erase', erase, 404, asOrganizer({ method: 'DELETE' })],
  ['erase by address', eraseAddress, 404, asOrganizer({ method: 'POST' })],
] as const satisfies readonly (readonly [string, unknown, number, RequestInit])[];

beforeEach(() => void vi.stubEnv('ORGANIZER_TOKENS', `ana:${'T'.repeat(40)}`));

describe.each(REQUESTS)('%s', (_, handler, status, init) => {
  it.each(named(STRANGE))('is refused in words where no campaign stands: %j', async (_, campaign) => {
    const log = watchLog();
    // The address that the platform matched; what it hands on may be decoded or not.
    const request = new Request(`${ORIGIN}/api/campaigns/x/y`, init);
    const params = { campaign, id: '0'.repeat(32) };
    const response = await handler(request, invocation(params));
    const body = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^(?:application\/json|text\/)/u);
    expect(response.headers.get('set-cookie')).toBeNull();
    // A page at such an address is the one that says no, and no other page of the site.
    if (body.includes('<html')) expect(body).toMatch(/We cannot find that page/u);
    expect(body).not.toMatch(/organizers’ desk|id="desk"|<form|root:/u);
    expect(log()).toBe('');
    expect(blobs.operations.total).toBe(0);
  });
});

describe('an id', () => {
  it.each(named(STRANGE))('is no key unless it is 32 hex digits: %j', async (_, id) => {
    const log = watchLog();
    const request = new Request(`${ORIGIN}/api/campaigns/x/y`, asOrganizer({ method: 'DELETE' }));
    const params = { campaign: 'clean-river', id };
    const response = await erase(request, invocation(params));
    expect([response.status, log(), blobs.operations.total]).toEqual([404, '', 0]);
  });
});

describe('a query', () => {
  it.each(named(STRANGE.filter((text) => text.isWellFormed() && !/^\d*$/u.test(text))))(
    'is no path, key, header or line of the log: %j',
    async (_, text) => {
      const log = watchLog();
      for (const name of ['format', 'part', 'after', 'none']) {
        const query = `?${new URLSearchParams({ [name]: text }).toString()}`;
        const call = invocation({ campaign: 'clean-river' });
        const request = () =>
          new Request(`${ORIGIN}/api/campaigns/clean-river/signatures${query}`, asOrganizer());
        const wanted = { format: download, part: download, after: auditLog, none: series }[name];
        const response = await wanted?.(request(), call);
        expect(response?.status, name).toBe(name === 'none' ? 308 : 400);
        expect(response?.headers.get('location') ?? '/api/', name).toMatch(/^\/api\/[\w/-]*$/u);
      }
      expect([log(), blobs.operations.total]).toEqual(['', 0]);
    },
  );
});

describe('a path of a page', () => {
  it.each(
    named([
      '/favicon.svg/',
      '/404.html/',
      '/clean-river/index.html/x/',
      `/${'a'.repeat(300)}/`,
      `/${'a/'.repeat(3_000)}`,
      '/a\0b/',
      '/clean-river',
      '',
      '.',
    ]),
  )('names a page or nothing, and breaks nothing: %j', async (_, path) => {
    expect(await sitePages().page(path)).toBeNull();
  });
});
