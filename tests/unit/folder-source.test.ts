import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimFolder, SOURCE_FILE } from '#cli/download/folder-source.ts';
import { asSaved } from './text-encodings.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-parts-'));
  return () => rm(folder, { recursive: true });
});

describe('the folder of parts', () => {
  it.each(asSaved('clean-river\n'))(
    'knows its campaign again after an editor saved it: %s',
    async (_, bytes) => {
      await writeFile(join(folder, SOURCE_FILE), bytes);
      await expect(claimFolder(folder, 'clean-river')).resolves.toBeUndefined();
      await expect(claimFolder(folder, 'dry-river')).rejects.toThrow('holds a download of clean-river.');
    },
  );

  it('of something else is not taken over', async () => {
    await writeFile(join(folder, SOURCE_FILE), 'PK\u{3}\u{4}\0');
    await expect(claimFolder(folder, 'clean-river')).rejects.toThrow('holds something else.');
  });
});
