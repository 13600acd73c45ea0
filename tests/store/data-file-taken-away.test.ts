import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataFileError } from '#sqlite/data-file-error.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { newFolder, openFor, signaturesOf } from './data-folder.ts';

describe('a data file that is taken away while it is in use', () => {
  it.each<[string, (path: string) => void]>([
    ['erased', (path) => rmSync(path)],
    ['moved', (path) => renameSync(path, `${path}.old`)],
    [
      'replaced, as if by a backup',
      (path) => {
        cpSync(path, `${path}.backup`);
        renameSync(`${path}.backup`, path);
      },
    ],
    ['without its log', (path) => rmSync(`${path}-wal`)],
  ])('accepts nothing that would be lost with the process: %s', async (_, takeAway) => {
    const folder = newFolder();
    const file = openFor(folder, { alone: true });
    const signatures = signaturesOf(file);
    expect(await signatures.create('clean-river/1', 'text')).toBe(true);
    takeAway(join(folder, 'signatures.sqlite'));
    await expect(signatures.create('clean-river/2', 'text')).rejects.toThrow(/was taken away/u);
    await expect(file.probe()).rejects.toThrow(DataFileError);
    expect(await signatures.read('clean-river/1')).toBe('text');
  });

  it('does not mistake a file for another that was open before, or is open twice', async () => {
    const folder = newFolder();
    await openDataFile(folder).close();
    const [one, two] = [openFor(folder, { alone: true }), openDataFile(folder)];
    expect(await signaturesOf(two).create('clean-river/1', 'text')).toBe(true);
    await two.close();
    await one.settle();
    expect(await signaturesOf(one).create('clean-river/2', 'text')).toBe(true);
  });
});
