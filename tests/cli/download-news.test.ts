import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { download as downloadCommand } from '#cli/download/download-command.ts';
import type { News } from '#domain/news.ts';
import { FORMATS } from '#download/format.ts';
import { toLine } from '#download/row.ts';
import { padded } from '#sealing/sealed-text.ts';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';
import { startProxy } from './proxy.ts';

const site = await serveSite(inject('deployed'));
const { blobs } = site;
let folder = '';
let out = '';

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await blobs.renew();
  folder = await mkdtemp(join(tmpdir(), 'undersigned-download-news-'));
  out = join(folder, 'news.csv');
  return () => rm(folder, { recursive: true });
});

afterAll(() => site[Symbol.asyncDispose]());

/** The command in this process; it asks again at once. */
function download(more: readonly string[] = ['--news'], from = site.origin): Promise<Ended> {
  const args = ['clean-river', '--from', from, '--out', out, ...more];
  return endOf((given, io) => downloadCommand(given, io, { firstPauseMs: 1 }), args);
}

function seed(...entries: readonly News[]): void {
  blobs.seed(
    'news-local',
    entries.map((news) => [`clean-river/${news.id}`, JSON.stringify(news)] as const),
  );
}

async function asServed(format: string): Promise<string> {
  const address = `${site.origin}/api/campaigns/clean-river/news?format=${format}`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  return Buffer.from(await response.arrayBuffer()).toString();
}

describe('npm run download -- --news', () => {
  it('writes who wants news as the site would give it, and no signature', async () => {
    blobs.seed(STORE, [[`clean-river/${'c'.repeat(32)}`, JSON.stringify(aSignature())]]);
    seed(...someIds(30).map((id) => someNews({ id, email: '=ana@example.org' })));
    const { code, stdout } = await download();
    const csv = await readFile(out, 'utf8');
    expect([code, csv]).toEqual([0, await asServed('csv')]);
    expect(csv).toContain('"\'=ana@example.org"');
    expect(csv).not.toContain('Ada Lovelace');
    expect(stdout).toContain('30 addresses for news in');
    expect(stdout).toContain('Each was confirmed from its address');
    expect(await readdir(folder)).toEqual(['news.csv']);
  });

  it('writes NDJSON where it is asked for', async () => {
    seed(someNews(), someSealedNews('YWdl'));
    const { code, stdout } = await download(['--news', '--format', 'ndjson']);
    expect([code, await readFile(out, 'utf8')]).toEqual([0, await asServed('ndjson')]);
    expect(stdout).toContain('1 of them are still sealed');
  });

  it('opens seals on this machine, whatever is open beside them', async () => {
    const identity = await generateIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const reader = { email: 'ína@example.org', locale: 'en' };
    const sealed = Buffer.from(await encrypter.encrypt(padded(JSON.stringify(reader)))).toString('base64');
    seed(someNews(), someSealedNews(sealed));
    const key = join(folder, 'key.txt');
    await writeFile(key, identity);
    expect(await download()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--identity') as unknown,
    });
    expect((await download(['--news', '--identity', key])).code).toBe(0);
    const [, first, second] = (await readFile(out, 'utf8')).split('\r\n');
    expect(first).toContain('"eva@example.org","es"');
    expect(second).toContain('"ína@example.org","en"');
    seed(someSealedNews('AAAA'));
    expect(await download(['--news', '--identity', key])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('damaged') as unknown,
    });
  });

  it('takes what its seal holds for news only where it is that', async () => {
    const identity = await generateIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const file = await encrypter.encrypt('{"name":"Ada"}');
    seed(someSealedNews(Buffer.from(file).toString('base64')));
    const key = join(folder, 'key.txt');
    await writeFile(key, identity);
    expect((await download(['--news', '--identity', key])).stderr).toContain('damaged');
  });

  it('goes on after a break, from the parts that arrived', async () => {
    const ids = someIds(400);
    seed(...ids.map((id) => someNews({ id })));
    await using halved = await startProxy(site.origin, {
      refuses: ({ searchParams }: URL) => (searchParams.has('part') ? null : '{"parts":2}'),
    });
    blobs.faults.decide((operation, key) =>
      operation === 'get' && /^clean-river\/[8-f]/u.test(key) ? { status: 403 } : undefined,
    );
    const broken = await download(['--news'], halved.origin);
    expect([broken.code, await readdir(folder)]).toEqual([1, ['news.csv.parts']]);
    expect(broken.stderr).toContain('function "news-download" says why');
    const reads: string[] = [];
    blobs.faults.decide((operation, key) => {
      if (operation === 'get' && key.startsWith('clean-river/')) reads.push(key);
      return undefined;
    });
    expect((await download(['--news'], halved.origin)).code).toBe(0);
    expect(reads.every((key) => /^clean-river\/[8-f]/u.test(key))).toBe(true);
    expect((await readFile(out, 'utf8')).split('\r\n')).toHaveLength(402);
  });

  it('mixes no parts of news and of signatures, whichever came first', async () => {
    const parts = `${out}.parts`;
    for (const [first, second, held] of [
      [[], ['--news'], 'a download of clean-river from'],
      [['--news'], [], 'a download of news of clean-river from'],
    ] as const) {
      await mkdir(parts);
      const source = `${first.length > 0 ? 'news of ' : ''}clean-river from ${site.origin}`;
      await writeFile(join(parts, 'parts-of.txt'), source);
      expect(await download(second), held).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(held) as unknown,
      });
      expect((await download(first)).code, held).toBe(0);
    }
  });

  it('takes no signatures for news from a site that mixes them up', async () => {
    await using wrong = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': FORMATS.ndjson, 'signature-count': '1' });
      response.end(toLine(aSignature()));
    });
    expect((await download(['--news'], wrong.origin)).stderr).toContain('a line that is no row of news');
  });
});
