import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { store } from '#copy/store-command.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { someIds } from '../store/a-signature.ts';
import { type Ended, endOf } from './end-of.ts';
import { contentOf, put } from './two-hosts.ts';

const BUDGET = { totalMs: 5_000, attemptMs: 5_000 };
const service = await startBlobService();
const root = await mkdtemp(join(tmpdir(), 'undersigned-store-'));
let folder = '';

afterAll(async () => {
  await service.close();
  await rm(root, { recursive: true });
});

beforeEach(async () => {
  await service.renew();
  folder = await mkdtemp(join(root, 'a-'));
  vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
  vi.stubEnv('DATA_DIR', join(folder, 'data'));
  vi.stubEnv('NETLIFY_SITE_ID', '');
  vi.stubEnv('NETLIFY_AUTH_TOKEN', '');
});

function run(...args: readonly string[]): Promise<Ended> {
  return endOf(store, args);
}

function seed(): void {
  for (const id of someIds(30)) put(service, `signatures clean-river/${id}`, `{"name":"Zoë “Z” 名前 ${id}"}`);
  put(service, 'numbers clean-river', '{}');
  put(service, 'mails 00/signing1', 'nonce');
}

describe('npm run store -- copy', () => {
  it('moves everything from Netlify into a file and back', async () => {
    seed();
    const before = contentOf(service);
    expect(await run('copy', '--from', 'netlify', '--to', 'file')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('clean-river: 30 signatures the same') as unknown,
    });
    expect((await stat(join(folder, 'data/signatures.sqlite'))).mode & 0o777).toBe(0o600);
    service.clear();
    expect(await run('copy', '--from', join(folder, 'data'), '--to', 'netlify')).toMatchObject({ code: 0 });
    expect(contentOf(service)).toEqual(before);
  });

  it('moves from one context into another, and says so', async () => {
    seed();
    await run('copy', '--from', 'netlify', '--to', 'file');
    const { stdout } = await run('copy', '--from', 'file', '--to', 'netlify:deploy-preview');
    expect(stdout).toContain('What is of production at the source becomes deploy-preview at the target.');
    expect(contentOf(service, 'deploy-preview')).toEqual(contentOf(service));
  });

  it('takes what a file holds of another context, and refuses to choose between several', async () => {
    const file = openDataFile(folder);
    await file.stores(BUDGET).open('signatures-local').create('a/00', 'text');
    expect(await run('copy', '--from', folder, '--to', 'netlify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('What is of local at the source becomes production') as unknown,
    });
    await file.stores(BUDGET).open('signatures-deploy-preview').create('a/00', 'text');
    await file.close();
    const { code, stderr } = await run('copy', '--from', folder, '--to', 'netlify');
    expect([code, stderr]).toEqual([2, expect.stringContaining('several deploy contexts')]);
  });

  it.each([
    [['copy', '--to', 'file'], '--from is missing'],
    [['copy', '--from', 'file'], '--to is missing'],
    [['copy', '--from', 'netlfy', '--to', 'file'], '--from netlfy is no store. Write one of these'],
    [['copy', '--from', 'netlify', '--to', 'fil'], '--to fil is no store'],
    [['copy', '--from', 'netlify:main', '--to', 'file'], 'Netlify has no context main'],
    [['copy', '--from', 'https://app.netlify.com/x', '--to', 'file'], 'is no store'],
    [['copy', '--from', './none', '--to', 'netlify'], 'There is no file'],
    [['copy', '--from', 'netlify', '--to', 'netlify:production'], 'are the same store'],
    [['copy', '--from', 'netlify', '--to', 'file', '--yes'], '--yes agrees to what --mirror erases'],
    [['copy', '--from', 'netlify', '--to', 'file', '--campaign', 'A b'], '--campaign is a name'],
    [['copy', '--from', 'netlify', '--to', 'file'], 'Netlify (production) holds nothing'],
    [['move'], 'copy or backup'],
    [[], 'copy or backup'],
    [['backup', '--from', 'netlify', '--to', 'x'], 'it knows --to only'],
    [['backup'], '--to is missing'],
    [['backup', '--to', './none/x.sqlite'], 'There is no folder'],
    [['backup', '--to', './x.sqlite'], 'keeps no signatures yet'],
  ])('says what is wrong: %j', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });

  it('touches no file of another program', async () => {
    const path = join(folder, 'other.sqlite');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE words (word TEXT)');
    other.close();
    const text = join(folder, 'text.sqlite');
    await writeFile(text, 'no database '.repeat(100));
    const before = [await readFile(path), await readFile(text)];
    seed();
    for (const [from, to, message] of [
      [path, 'netlify', 'of another program'],
      ['netlify', path, 'of another program'],
      [text, 'netlify', 'It is no database'],
      ['netlify', text, 'It is no database'],
    ] as const) {
      const { code, stderr } = await run('copy', '--from', from, '--to', to);
      expect([code, stderr], `${from} ${to}`).toEqual([2, expect.stringContaining(message)]);
    }
    expect([await readFile(path), await readFile(text)]).toEqual(before);
  });

  it('writes to no file on which a server runs, and reads one', async () => {
    seed();
    const file = openDataFile(join(folder, 'data'), { alone: true });
    const { code, stderr } = await run('copy', '--from', 'netlify', '--to', 'file');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Another server is using')]);
    await file.stores(BUDGET).open('signatures-production').create('clean-river/00', 'text');
    service.clear();
    expect(await run('copy', '--from', 'file', '--to', 'netlify')).toMatchObject({ code: 0 });
    await file.close();
  });

  it('says which setting is missing for Netlify, and never prints a secret', async () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', '');
    expect((await run('copy', '--from', 'netlify', '--to', 'file')).stderr).toContain(
      'NETLIFY_SITE_ID is not set',
    );
    vi.stubEnv('NETLIFY_SITE_ID', 'a-site');
    expect((await run('copy', '--from', 'netlify', '--to', 'file')).stderr).toContain(
      'NETLIFY_AUTH_TOKEN is not set',
    );
  });
});

describe('npm run store -- backup', () => {
  it('makes a copy while somebody writes, from which everything comes back', async () => {
    seed();
    await run('copy', '--from', 'netlify', '--to', 'file');
    const before = contentOf(service);
    const server = openDataFile(join(folder, 'data'), { alone: true });
    const to = join(folder, 'backup.sqlite');
    const { code, stdout } = await run('backup', '--to', to);
    const sha256 = createHash('sha256')
      .update(await readFile(to))
      .digest('hex');
    expect([code, stdout]).toEqual([
      0,
      `Copied ${join(folder, 'data/signatures.sqlite')} to ${to}.\nclean-river: 30 signatures\nSHA-256 ${sha256}\n`,
    ]);
    expect(await readdir(folder)).toEqual(['backup.sqlite', 'data']);
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    expect(await run('backup', '--to', to)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a backup overwrites nothing') as unknown,
    });
    await server.close();

    const restored = join(folder, 'restored');
    await mkdir(restored);
    await copyFile(to, join(restored, 'signatures.sqlite'));
    service.clear();
    expect(await run('copy', '--from', restored, '--to', 'netlify')).toMatchObject({ code: 0 });
    expect(contentOf(service)).toEqual(before);
  });
});
