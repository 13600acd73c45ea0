import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asidePath, asidesPath } from '#domain/api-paths.ts';
import { ask, STORE, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, seen, signByForm } from './sign-request.ts';

const blobs = await withBlobs();

/** What each token may do: its rights and its campaigns. */
const TOKENS = {
  all: '',
  reads: ':read',
  erases: ':erase',
  river: '::clean-river',
  riverReads: ':read:clean-river',
  others: '::asks-nothing+nowhere',
  draft: ':erase:not-yet-shown',
  wrong: ':reads',
} as const;

type Name = keyof typeof TOKENS;

function tokenOf(name: Name): string {
  return name.padEnd(32, '_');
}

beforeEach(() => {
  const entries = Object.entries(TOKENS).map(([name, more]) => `${name}:${tokenOf(name as Name)}${more}`);
  vi.stubEnv('ORGANIZER_TOKENS', entries.join(','));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function as(name: Name, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${tokenOf(name)}`);
  return { ...init, headers };
}

const ID = '0'.repeat(32);
const erasing: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"email":"ada@example.org"}',
};
const settingAside: RequestInit = { ...erasing, body: JSON.stringify({ ids: [ID], reason: 'Not real' }) };

/** Every address for organizers. */
const REQUESTS = {
  download: (slug: string) => [addressOf(slug), {}],
  head: (slug: string) => [addressOf(slug), { method: 'HEAD' }],
  part: (slug: string) => [`${addressOf(slug)}?format=ndjson&part=1/4`, {}],
  news: (slug: string) => [`/api/campaigns/${slug}/news`, {}],
  newsHead: (slug: string) => [`/api/campaigns/${slug}/news`, { method: 'HEAD' }],
  erase: (slug: string) => [`${addressOf(slug)}/${ID}`, { method: 'DELETE' }],
  eraseAddress: (slug: string) => [`/api/campaigns/${slug}/erasures`, erasing],
  asides: (slug: string) => [asidesPath(slug), {}],
  setAside: (slug: string) => [asidesPath(slug), settingAside],
  putBack: (slug: string) => [asidePath(slug, ID), { method: 'DELETE' }],
  log: () => ['/api/audit', {}],
  settings: () => ['/api/settings', {}],
} as const satisfies Record<string, (slug: string) => readonly [string, RequestInit]>;

type What = keyof typeof REQUESTS;

const READING: readonly What[] = ['download', 'head', 'part', 'news', 'newsHead', 'asides'];
const OF_THE_SITE: readonly What[] = ['log', 'settings'];
const ERASING: readonly What[] = ['erase', 'eraseAddress', 'setAside', 'putBack'];

async function statusOf(what: What, slug: string, name: Name): Promise<number> {
  const [path, init] = REQUESTS[what](slug);
  return (await ask(path, as(name, init))).status;
}

const CASES: readonly (readonly [Name, What, string, boolean])[] = [
  ...[...READING, ...ERASING, ...OF_THE_SITE].map((what) => ['all', what, 'clean-river', true] as const),
  ...[...READING, ...OF_THE_SITE].map((what) => ['reads', what, 'clean-river', true] as const),
  ...ERASING.map((what) => ['reads', what, 'clean-river', false] as const),
  ...[...READING, ...OF_THE_SITE].map((what) => ['erases', what, 'clean-river', false] as const),
  ...ERASING.map((what) => ['erases', what, 'clean-river', true] as const),
  ...[...READING, ...ERASING].map((what) => ['river', what, 'clean-river', true] as const),
  ...[...READING, ...ERASING].map((what) => ['river', what, 'asks-nothing', false] as const),
  ...READING.map((what) => ['riverReads', what, 'clean-river', true] as const),
  ...ERASING.map((what) => ['riverReads', what, 'clean-river', false] as const),
  ...OF_THE_SITE.flatMap((what) => [
    ['river', what, '', false] as const,
    ['riverReads', what, '', false] as const,
  ]),
];

describe('a token', () => {
  it.each(CASES)('opens what it says and nothing else: %s, %s %s, %s', async (name, what, slug, isOpen) => {
    const status = await statusOf(what, slug, name);
    expect([status === 403, status < 300]).toEqual([!isOpen, isOpen]);
  });

  it.each(Object.keys(REQUESTS) as What[])(
    'opens nothing with a right that nobody knows: %s',
    async (what) => {
      expect(await statusOf(what, 'clean-river', 'wrong')).toBe(401);
    },
  );

  it('opens a renamed campaign by any of its slugs, whichever the token names', async () => {
    for (const named of ['blue-river', 'brown-river', 'muddy-river']) {
      vi.stubEnv('ORGANIZER_TOKENS', `all:${tokenOf('all')}:read:${named}`);
      for (const slug of ['blue-river', 'brown-river', 'muddy-river']) {
        expect(await statusOf('download', slug, 'all'), `${named}, ${slug}`).toBe(200);
      }
      expect(await statusOf('download', 'clean-river', 'all'), named).toBe(403);
    }
  });
});

describe('the order of an answer', () => {
  it('is 405, 401, 403, 404, and then the rest', async () => {
    const put = { method: 'PUT' };
    expect((await ask(addressOf('nowhere'), put)).status).toBe(405);
    expect((await ask(addressOf('nowhere'))).status).toBe(401);
    // `others` names a campaign that does not exist: it is opened, and then not found.
    expect(await statusOf('download', 'nowhere', 'river')).toBe(403);
    expect(await statusOf('download', 'nowhere', 'others')).toBe(404);
    expect(await statusOf('download', 'nowhere', 'erases')).toBe(403);
    expect(await statusOf('download', 'nowhere', 'reads')).toBe(404);
    const wrong = `${addressOf('asks-nothing')}?format=pdf`;
    expect((await ask(wrong, as('river'))).status).toBe(403);
    expect((await ask(wrong, as('others'))).status).toBe(400);
    const noBody = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' };
    expect((await ask('/api/campaigns/clean-river/erasures', as('reads', noBody))).status).toBe(403);
    expect((await ask('/api/campaigns/clean-river/erasures', as('erases', noBody))).status).toBe(415);
  });

  it('tells by a 403 nothing of what there is', async () => {
    const answers = ['clean-river', 'not-yet-shown', 'nowhere', 'privacy', '%00', 'x'.repeat(300)].map(
      async (slug) => JSON.stringify(await seen(await ask(addressOf(slug), as('erases')))),
    );
    expect(new Set(await Promise.all(answers)).size).toBe(1);
  });

  it('asks no store and writes no entry for what is forbidden', async () => {
    for (const what of Object.keys(REQUESTS) as What[]) await statusOf(what, 'clean-river', 'draft');
    expect(blobs.operations.total).toBe(0);
  });
});

describe('a 403', () => {
  it('is said in words to scripts and to people, in both languages', async () => {
    for (const [language, words] of [
      ['en', 'Your token does not open this'],
      ['es', 'Tu clave de acceso no abre esto'],
    ] as const) {
      const json = await ask('/api/audit', as('river', { headers: { 'accept-language': language } }));
      expect(await json.json(), language).toMatchObject({
        errors: [{ code: 'organizer.forbidden', message: expect.stringContaining(words) as unknown }],
      });
      const page = await ask('/api/audit', as('river', { headers: { accept: 'text/html' } }));
      expect(page.headers.get('content-type'), language).toBe('text/html; charset=utf-8');
      expect(await page.text(), language).toContain(words);
      expect([json.headers.get('cache-control'), page.headers.get('cache-control')], language).toEqual([
        'no-store',
        'no-store',
      ]);
    }
  });
});

describe('a draft', () => {
  const signing = { method: 'POST', headers: { accept: 'text/html' } };
  const sign = (name: Name) =>
    ask(addressOf('not-yet-shown'), as(name, { ...signing, body: new URLSearchParams(aForm()) }));

  it.each([
    ['all', 303],
    ['reads', 303],
    ['erases', 303],
    ['draft', 303],
    ['river', 404],
    ['others', 404],
    ['wrong', 404],
  ] as const)('takes a signature by a token that opens it, with whatever right: %s', async (name, status) => {
    watchLog();
    expect((await sign(name)).status).toBe(status);
    expect(blobs.size(STORE)).toBe(status === 303 ? 1 : 0);
  });

  it('is not told from an unknown campaign by a token that does not open it', async () => {
    const form = { ...signing, body: new URLSearchParams(aForm()) };
    const unknown = await seen(await ask(addressOf('nowhere'), as('river', form)));
    expect(await seen(await sign('river'))).toEqual(unknown);
    expect((await signByForm(aForm(), 'not-yet-shown')).status).toBe(404);
  });
});
