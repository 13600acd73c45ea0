import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { netlifyStores, netlifyStoresOf } from '#blobs/netlify-stores.ts';
import { keepingConditions } from '#copy/kept-conditions.ts';
import { blobsOf } from '#copy/side.ts';
import { store } from '#copy/store-command.ts';
import { startBlobApi } from '../blob-service/blob-api.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { someIds } from '../store/a-signature.ts';
import { endOf } from './end-of.ts';
import { contentOf, put } from './two-hosts.ts';

const BUDGET = { totalMs: 10_000, attemptMs: 10_000 };
const SECRET = 'a-secret-token';
const service = await startBlobService({ token: SECRET });
const api = await startBlobApi(service);
const root = await mkdtemp(join(tmpdir(), 'undersigned-api-'));

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await service.close();
  await rm(root, { recursive: true });
});

beforeEach(async () => {
  await service.renew();
  api.dropsConditions = false;
  api.refuses = null;
  vi.stubEnv('NETLIFY_BLOBS_CONTEXT', api.encodedContext);
  vi.stubEnv('DATA_DIR', await mkdtemp(join(root, 'a-')));
});

function seed(): void {
  for (const id of someIds(20)) put(service, `signatures clean-river/${id}`, `{"name":"Zoë “Z” 名前 ${id}"}`);
  put(service, 'asides clean-river', 'asides');
  put(service, 'mails 00/signing1', 'nonce');
  put(service, 'withdrawals signature/clean-river/00', '');
}

const side = { words: 'Netlify', context: 'production', stores: netlifyStores };

describe('Netlify from outside, through its API and signed addresses', () => {
  it('gives and takes everything, unchanged', async () => {
    seed();
    const before = contentOf(service);
    expect(await endOf(store, ['copy', '--from', 'netlify', '--to', 'file'])).toMatchObject({ code: 0 });
    service.clear();
    expect(await endOf(store, ['copy', '--from', 'file', '--to', 'netlify'])).toMatchObject({ code: 0 });
    expect(contentOf(service)).toEqual(before);
    expect(api.requests()).toBeGreaterThan(0);
  });

  it('sends the condition of a write to the signed address', async () => {
    const blobs = blobsOf(side, 'a-store', BUDGET);
    expect([await blobs.create('key', 'first'), await blobs.create('key', 'second')]).toEqual([true, false]);
    const { version = '' } = (await blobs.readVersion('key')) ?? {};
    expect([await blobs.replace('key', 'third', version), await blobs.replace('key', 'no', version)]).toEqual(
      [true, false],
    );
    expect(await blobs.read('key')).toBe('third');
  });

  it('overwrites nothing where the address drops the condition', async () => {
    api.dropsConditions = true;
    const careless = blobsOf(side, 'a-store', BUDGET);
    await careless.create('key', 'first');
    await careless.create('key', 'second');
    expect(await careless.read('key')).toBe('second');
    const careful = blobsOf(await keepingConditions(side), 'a-store', BUDGET);
    expect(await careful.create('key', 'third')).toBe(false);
    expect(await careful.read('key')).toBe('second');
    expect(await careful.create('another', 'first')).toBe(true);
    expect(service.size('copy-probe')).toBe(0);
  });

  it('keeps to the condition where it is honored', async () => {
    expect(await keepingConditions(side)).toBe(side);
  });

  it.each([401, 403, 404])('says what to do where it is refused: %s', async (status) => {
    seed();
    expect(await endOf(store, ['copy', '--from', 'netlify', '--to', 'file'])).toMatchObject({ code: 0 });
    put(service, 'asides another', 'new');
    service.erase('signatures-production', `clean-river/${someIds(1)[0] ?? ''}`);
    api.refuses = status;
    const { code, stderr } = await endOf(store, ['copy', '--from', 'file', '--to', 'netlify']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('does not let us in')]);
    expect(stderr).not.toContain(SECRET);
  });

  it('waits for its turn where requests are limited', async () => {
    seed();
    for (const operation of ['get', 'put', 'list'] as const)
      service.faults.next(operation, { status: 429 }, 2);
    expect(await endOf(store, ['copy', '--from', 'netlify', '--to', 'netlify:branch-deploy'])).toMatchObject({
      code: 0,
    });
    expect(contentOf(service, 'branch-deploy')).toEqual(contentOf(service));
  });

  it('uses the site and the token that it is given, and asks for a token that is not set', async () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', '');
    vi.stubEnv('NETLIFY_SITE_ID', 'a-site');
    vi.stubEnv('NETLIFY_AUTH_TOKEN', '');
    const asked: { url: string; authorization: string | null }[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push({ url, authorization: new Headers(init.headers).get('authorization') });
      return Promise.resolve(new Response('{"blobs":[],"stores":[]}'));
    });
    const askHidden = () => Promise.resolve(' hidden-token ');
    await endOf(store, ['copy', '--from', 'netlify', '--to', 'file'], { askHidden });
    await netlifyStoresOf({ siteID: 'other', token: 'its-token' })(BUDGET).open('s').keys('p');
    vi.unstubAllGlobals();
    const urls = asked.map(({ url, authorization }) => `${authorization ?? ''} ${url}`);
    const start = 'Bearer hidden-token https://api.netlify.com/api/v1/blobs/a-site';
    expect(urls.slice(0, 2)).toEqual([
      `${start}/site:signatures-production?prefix=probe%2F`,
      `${start}?prefix=site%3A`,
    ]);
    expect(urls.at(-1)).toBe('Bearer its-token https://api.netlify.com/api/v1/blobs/other/site:s?prefix=p');
  });
});
