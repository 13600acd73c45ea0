import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '#cli/audit/audit-command.ts';
import { serveSite, TOKEN } from '../site/served-site.ts';
import { type Ended, endOf } from './end-of.ts';

const LOG = 'audit-local';
const site = await serveSite(inject('deployed'));

beforeAll(async () => {
  for (let index = 0; index < 3; index += 1) {
    const address = `${site.origin}/api/campaigns/clean-river/signatures`;
    await (await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  }
});

afterAll(() => site[Symbol.asyncDispose]());

function verify(...more: string[]): Promise<Ended> {
  return endOf(audit, ['verify', '--from', site.origin, ...more]);
}

function entryAt(number: number): string {
  return site.blobs.read(LOG, nameOf(number))?.body.toString() ?? '';
}

function nameOf(number: number): string {
  return `entry/${String(number).padStart(10, '0')}`;
}

describe('npm run audit -- verify', () => {
  it('says that every entry is the one that was written, and what to note down', async () => {
    const { code, stdout } = await verify();
    expect([code, stdout.includes('3 entries')]).toEqual([0, true]);
    const known = /--known (?<known>\S+)/u.exec(stdout)?.groups?.['known'] ?? '';
    expect((await verify('--known', known)).code).toBe(0);
    expect((await verify('--known', `3:${'0'.repeat(64)}`)).code).toBe(1);
  });

  it('finds an entry that was changed in the store', async () => {
    const original = entryAt(2);
    site.blobs.seed(LOG, [[nameOf(2), original.replace('"who":"ana"', '"who":"ben"')]]);
    const { code, stderr } = await verify();
    site.blobs.seed(LOG, [[nameOf(2), original]]);
    expect(code).toBe(1);
    expect(stderr).toContain('Entry 2 was changed');
  });

  it('says how to mend what was asked wrongly', async () => {
    for (const [args, word] of [
      [['verify'], '--from'],
      [[], 'verify'],
      [['verify', '--from', site.origin, '--known', 'x'], '--known'],
    ] as const) {
      const { code, stderr } = await endOf(audit, args);
      expect([code, stderr.includes(word)], args.join(' ')).toEqual([2, true]);
    }
  });
});
