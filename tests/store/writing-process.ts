import { openDataFile } from '#sqlite/data-file.ts';
import { someIds } from './a-signature.ts';

/**
 * Creates signatures in the data file of a folder, 16 at once. Prints each key once it is confirmed, or `failed`.
 * Arguments: the folder, the first number, how many, and the name of the process, which stands in each text.
 */
const [folder = '', first = '0', count = '0', name = ''] = process.argv.slice(2);
const file = openDataFile(folder);
const blobs = file.stores({ totalMs: 60_000, attemptMs: 60_000 }).open('signatures-production');
const ids = someIds(Number(first) + Number(count)).slice(Number(first));

process.stdout.write('ready\n');
await Promise.all(Array.from({ length: 16 }, writeOn));
await file.close().catch(() => undefined);

async function writeOn(): Promise<void> {
  for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
    try {
      const isNew = await blobs.create(`clean-river/${id}`, `${name} ${'x'.repeat(400)} ${id}`);
      process.stdout.write(isNew ? `clean-river/${id}\n` : 'there\n');
    } catch {
      process.stdout.write('failed\n');
    }
  }
}
