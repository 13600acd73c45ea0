import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, signByForm } from './sign-request.ts';

const blobs = await withBlobs();
const promises = join(inject('deployed'), 'dist/promises.json');

afterAll(() => writeFile(promises, '{"sealed":false}'));

it('takes no signature in the open where the built site promises to seal it', async () => {
  await writeFile(promises, '{"sealed":true}');
  const log = watchLog();
  expect((await signByForm(aForm())).status).toBe(503);
  expect(blobs.size(STORE)).toBe(0);
  expect(log()).toContain('SIGNATURE_RECIPIENTS');
});
