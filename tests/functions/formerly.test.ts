import fs, { readFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, inject, it, vi } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import { WHOLE } from '#domain/part.ts';
import { readPart } from '#download/part-reader.ts';
import { SIGNATURES } from '#download/row.ts';
import { entryId } from '#secret/entry-id.ts';
import { aSignature } from '../store/a-signature.ts';
import { asOrganizer, ask, LOG_STORE, STORE, withBlobs } from './platform.ts';
import { addressOf, aForm, signByForm, signByJson } from './sign-request.ts';

const blobs = await withBlobs();

/** `blue-river` was `muddy-river` first, then `brown-river`. */
const SLUGS = ['blue-river', 'brown-river', 'muddy-river'];
const PRESENT = 'blue-river';
const OLDEST = 'muddy-river';
const ID = entryId(
  's'.repeat(32),
  { kind: 'signature', campaign: OLDEST },
  canonicalAddress('ada@example.org') ?? raise(),
);

function raise(): never {
  throw new RangeError('The example has no address.');
}

/** Records which files and folders of the content are read from now on. */
function watchReads(): () => string[] {
  const reads = [vi.spyOn(fs, 'readFile'), vi.spyOn(fs, 'readdir')];
  syncBuiltinESMExports();
  return () => {
    const paths = reads.flatMap(({ mock }) => mock.calls.map(([path]) => path));
    for (const read of reads) read.mockRestore();
    syncBuiltinESMExports();
    return paths.filter((path) => typeof path === 'string').filter((path) => path.includes('/content/'));
  };
}

function download(slug: string, query = '?format=ndjson'): Promise<Response> {
  return ask(`${addressOf(slug)}${query}`, asOrganizer());
}

async function onlineOf(slug: string): Promise<unknown> {
  const count = (await (await ask(`/api/campaigns/${slug}/count`)).json()) as Record<string, unknown>;
  return [count['campaign'], count['online']];
}

describe('a renamed campaign', () => {
  it('is signed once, under whichever of its slugs, and its oldest slug stays in the key', async () => {
    for (const slug of SLUGS) expect((await signByJson(aForm(), slug)).status, slug).toBe(200);
    expect(blobs.keys(STORE)).toEqual([`${OLDEST}/${ID}`]);
  });

  it('leads to the thanks of its present address, and sends its present page back', async () => {
    for (const slug of SLUGS) {
      const thanked = await signByForm(aForm(), slug);
      expect(thanked.headers.get('location'), slug).toBe(`/${PRESENT}/thanks/`);
      const again = await signByForm(aForm({ name: '' }), slug);
      expect([again.status, (await again.text()).includes(addressOf(PRESENT))], slug).toEqual([422, true]);
    }
  });

  it('counts under every slug, and the answer names the present one', async () => {
    await signByJson(aForm(), OLDEST);
    for (const slug of SLUGS) expect(await onlineOf(slug), slug).toEqual([PRESENT, 1]);
  });

  it('downloads what was stored under the old name, in rows of the present one', async () => {
    blobs.seed(STORE, [[`${OLDEST}/${ID}`, JSON.stringify(aSignature({ id: ID, campaign: OLDEST }))]]);
    for (const slug of SLUGS) {
      const csv = await download(slug, '?format=csv');
      expect(csv.headers.get('content-disposition'), slug).toContain(`"${PRESENT}-2`);
      expect((await csv.text()).split('\r\n')[1], slug).toContain(`"${ID}","${PRESENT}",`);
      const answer = await readPart(await download(slug), { kind: SIGNATURES, campaign: slug, part: WHOLE });
      expect(answer, slug).toMatchObject({ kind: 'whole', rows: [{ id: ID, campaign: PRESENT }] });
    }
  });

  it('names the present slug of sealed rows too', async () => {
    const sealed = { version: 1, id: ID, campaign: OLDEST, signedAt: '2016-01-31T12:00:00Z', sealed: 'YWdl' };
    blobs.seed(STORE, [[`${OLDEST}/${ID}`, JSON.stringify(sealed)]]);
    expect(JSON.parse(await (await download(OLDEST)).text())).toMatchObject({ campaign: PRESENT });
  });

  it('erases under every slug, by id and by address, and logs the present one', async () => {
    for (const slug of SLUGS) {
      await signByJson(aForm(), PRESENT);
      const body = JSON.stringify({ email: 'ada@example.org' });
      const headers = { 'content-type': 'application/json' };
      const byAddress = await ask(
        `/api/campaigns/${slug}/erasures`,
        asOrganizer({ method: 'POST', headers, body }),
      );
      expect(await byAddress.json(), slug).toEqual({ erased: 1 });
      await signByJson(aForm(), PRESENT);
      await ask(`${addressOf(slug)}/${ID}`, asOrganizer({ method: 'DELETE' }));
      expect(blobs.keys(STORE), slug).toEqual([]);
    }
    const logged = blobs.keys(LOG_STORE, 'entry/').map((key) => blobs.read(LOG_STORE, key)?.body.toString());
    expect(logged.filter((entry) => entry?.includes(`"campaign":"${PRESENT}"`)).length).toBe(logged.length);
  });

  it('redirects its former addresses and all below them, in each language', async () => {
    const rules = await readFile(join(inject('deployed'), 'dist', '_redirects'), 'utf8');
    expect(rules.split('\n').filter((rule) => rule.includes('blue-river'))).toEqual([
      '/muddy-river/* /blue-river/:splat 301',
      '/es/muddy-river/* /es/blue-river/:splat 301',
      '/brown-river/* /blue-river/:splat 301',
      '/es/brown-river/* /es/blue-river/:splat 301',
    ]);
  });
});

describe('an unknown slug', () => {
  it('stays unknown, and costs no reading of the campaigns, as a known one costs none the second time', async () => {
    expect((await signByJson(aForm(), 'red-river')).status).toBe(404);
    await onlineOf(PRESENT);
    const asked = watchReads();
    await onlineOf(PRESENT);
    for (const slug of ['red-river', 'green-river', 'no-river']) {
      expect((await ask(`/api/campaigns/${slug}/count`)).status, slug).toBe(404);
    }
    expect(asked().filter((path) => !/(red|green|no)-river/u.test(path))).toEqual([]);
  });
});
