import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startBlobService } from '../blob-service/blob-service.ts';
import { startScript } from '../cli/run-script.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const KEYS = Number(process.env['COPIED_ROWS']);
const service = await startBlobService();
const folder = await mkdtemp(join(tmpdir(), 'undersigned-million-'));

afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

/** Node itself and the code take 25 MB of the heap. The keys alone would be more than the rest, in the long run. */
const NODE_OPTIONS = '--max-old-space-size=48 --max-semi-space-size=4';

it(`copies and checks ${KEYS} signatures in little memory`, { timeout: 7_200_000 }, async () => {
  const body = (key: string) => JSON.stringify(aSignature({ id: key.split('/')[1] ?? '' }));
  service.seed(
    'signatures-production',
    someIds(KEYS).map((id) => [`clean-river/${id}`, body] as const),
  );
  const env = { NETLIFY_BLOBS_CONTEXT: service.encodedContext, NODE_OPTIONS };
  const to = join(folder, 'copy.sqlite');
  const { ended } = startScript('store', ['copy', '--from', 'netlify', '--to', to], env);
  const { code, stdout, stderr } = await ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`clean-river: ${KEYS.toLocaleString('en')} signatures the same on both sides`);
});
