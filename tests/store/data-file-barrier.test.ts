import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toRecord } from '#store/stored-signature.ts';
import { median } from '../bench/samples.ts';
import { aSignature, someIds } from './a-signature.ts';
import { newFolder, openFor, signaturesOf } from './data-folder.ts';

describe('a data file', () => {
  it('writes as much to the disk for whoever signed before as for anybody else', async () => {
    const file = openFor(newFolder());
    const blobs = signaturesOf(file);
    const logBytes = () => statSync(`${file.path}-wal`).size;
    const first: number[] = [];
    const again: number[] = [];
    for (const id of someIds(30)) {
      for (const written of [first, again]) {
        const before = logBytes();
        await blobs.create(`clean-river/${id}`, toRecord(aSignature({ id })));
        written.push(logBytes() - before);
      }
    }
    expect(again).not.toContain(0);
    expect(median(again)).toBe(median(first));
  });

  it('goes to the disk for an erasure of what is not there', async () => {
    const file = openFor(newFolder());
    const blobs = signaturesOf(file);
    await blobs.create('clean-river/1', '{}');
    const before = statSync(`${file.path}-wal`).size;
    await blobs.erase('clean-river/2');
    expect(statSync(`${file.path}-wal`).size).toBeGreaterThan(before);
  });
});
