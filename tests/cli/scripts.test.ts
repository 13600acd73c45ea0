import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { MAIL_FROM } from '../functions/content.ts';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature } from '../store/a-signature.ts';
import { startScript } from './run-script.ts';

const root = inject('deployed');
const site = await serveSite(root);
const folder = await mkdtemp(join(tmpdir(), 'undersigned-scripts-'));

afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Every command is a process once here; its rules are tested in the tests' own process. */
it('runs every command as npm does', async () => {
  const from = ['--from', site.origin];
  const out = join(folder, 'all.csv');
  const env = { ORGANIZER_TOKEN: TOKEN, UNDERSIGNED_ROOT: root, MAIL_FROM };
  site.blobs.seed(STORE, [[`clean-river/${'0'.repeat(32)}`, JSON.stringify(aSignature())]]);
  const started = {
    aside: startScript('aside', ['clean-river', ...from], env),
    audit: startScript('audit', ['verify', ...from], env),
    checkContent: startScript('check:content', [], env),
    doctor: startScript('doctor', [], env),
    download: startScript('download', ['clean-river', ...from, '--out', out], env),
    keys: startScript('keys', [], env),
    new: startScript('new', ['clean-river'], env),
    prove: startScript('prove', [site.origin, '--campaign', 'clean-river'], env),
    sample: startScript('sample', ['clean-river', '--ids', join(folder, 'none.txt'), '--seed', 'x'], {}),
    retention: startScript('retention', ['--dry-run', ...from], env),
    store: startScript('store', ['copy', '--from', join(folder, 'none'), '--to', 'netlify'], env),
    text: startScript('text', ['clean-river'], env),
    withoutToken: startScript('download', ['clean-river', ...from, '--out', out], {}),
  };
  const said = Object.entries(started).map(async ([name, { ended }]) => {
    const { code, stdout, stderr } = await ended;
    return [name, [code, stdout, stderr]] as const;
  });
  expect(Object.fromEntries(await Promise.all(said))).toEqual({
    aside: [0, 'Nothing is set aside.\n', ''],
    audit: [0, expect.stringMatching(/log is empty|entries, each/u), ''],
    checkContent: [
      0,
      expect.stringMatching(/^The content is fine: \d+ campaigns\.\n$/u),
      expect.stringMatching(
        /^(?:Notice: content\/.*has no `closes`.*\n)+Notice: no older texts were compared, .*\n$/u,
      ),
    ],
    doctor: [
      1,
      expect.stringContaining('SIGNATURE_SECRET is not set'),
      'Errors: 2. Mend the first one first.\n',
    ],
    download: [0, expect.stringContaining('1 signatures'), ''],
    keys: [0, expect.stringContaining('AGE-SECRET-KEY-1'), ''],
    new: [2, '', expect.stringContaining('is there already')],
    prove: [2, '', expect.stringContaining('is published')],
    retention: [0, expect.stringContaining('clean-river: no closing day yet'), ''],
    sample: [2, '', expect.stringContaining('none.txt cannot be read')],
    store: [2, '', expect.stringContaining('There is no file')],
    text: [
      0,
      expect.stringContaining('The texts of clean-river'),
      expect.stringContaining('no git repository'),
    ],
    withoutToken: [2, '', expect.stringContaining('ORGANIZER_TOKEN is not set, and there is no terminal')],
  });
  expect(await readFile(out, 'utf8')).toContain('ada@example.org');
});
