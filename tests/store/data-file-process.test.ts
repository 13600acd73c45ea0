import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { someIds } from './a-signature.ts';
import { newFolder, openFor, signaturesOf } from './data-folder.ts';

const PROGRAM = fileURLToPath(new URL('writing-process.ts', import.meta.url));

function argumentsFor(folder: string, first: number, count: number, name = 'one'): string[] {
  return [PROGRAM, folder, String(first), String(count), name];
}

/** What a process said, a line an answer. It is killed after so many answers. */
async function untilKilled(args: readonly string[], answers: number): Promise<string[]> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += chunk;
    if (said.split('\n').length > answers) child.kill('SIGKILL');
  }
  // The last line may be cut off.
  return said.split('\n').slice(0, -1);
}

describe('a process that is killed', () => {
  it('has every signature once that it confirmed, whenever it was killed', async () => {
    const folder = newFolder();
    const confirmed: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      // Each begins where the one before began, so most are there already.
      const said = await untilKilled(argumentsFor(folder, 0, 100_000), 200 * round + round);
      confirmed.push(...said.filter((line) => line.startsWith('clean-river/')));
    }
    expect(confirmed.length).toBeGreaterThan(500);
    expect(new Set(confirmed).size).toBe(confirmed.length);
    const blobs = signaturesOf(openFor(folder, { alone: true }));
    const keys = await blobs.keys('clean-river/');
    expect(keys).toEqual(expect.arrayContaining(confirmed));
    expect(await blobs.count('clean-river/')).toBe(keys.length);
    for (const key of confirmed) expect(await blobs.read(key), key).toContain(key.slice(-32));
  });
});

describe('processes that write at once', () => {
  it('create each key once, and each knows which were its own', async () => {
    const folder = newFolder();
    const names = ['one', 'two', 'three', 'four'];
    const outputs = await Promise.all(
      names.map((name) => promisify(execFile)(process.execPath, argumentsFor(folder, 0, 500, name))),
    );
    const blobs = signaturesOf(openFor(folder));
    for (const [index, { stdout }] of outputs.entries()) {
      const lines = stdout.split('\n');
      expect(lines, names[index]).not.toContain('failed');
      const own = lines.filter((line) => line.startsWith('clean-river/'));
      const texts = await Promise.all(own.map((key) => blobs.read(key)));
      expect(
        texts.filter((text) => !text?.startsWith(`${names[index]} `)),
        names[index],
      ).toEqual([]);
    }
    const created = outputs.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line.includes('/')));
    expect(created.sort()).toEqual(
      someIds(500)
        .map((id) => `clean-river/${id}`)
        .sort(),
    );
  });
});

describe('a full disk', () => {
  it('fails what no longer fits, keeps what was confirmed, and takes more once there is room', async () => {
    const folder = newFolder();
    await openFor(folder).probe();
    // No file may be longer than 400 blocks of 512 bytes. Node ignores the signal, so a write fails as on a full disk.
    const limited = ['-c', 'ulimit -f 400; exec "$@"', 'sh', process.execPath];
    const { stdout } = await promisify(execFile)('sh', [...limited, ...argumentsFor(folder, 0, 2_000)]);
    const lines = stdout.split('\n');
    const confirmed = lines.filter((line) => line.startsWith('clean-river/'));
    expect(confirmed.length).toBeGreaterThan(50);
    expect(lines.filter((line) => line === 'failed').length).toBeGreaterThan(50);
    const file = openFor(folder);
    expect(await signaturesOf(file).keys('')).toEqual(confirmed.sort());
    expect(await signaturesOf(file).create('clean-river/more', 'text')).toBe(true);
    await file.settle();
    expect(await signaturesOf(file).count('clean-river/')).toBe(confirmed.length + 1);
  });
});
