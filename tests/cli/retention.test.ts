import { describe, expect, inject, it } from 'vitest';
import { startCommand } from './run-command.ts';

describe('npm run retention', () => {
  it('tells of each campaign what would be erased, and erases nothing', async () => {
    const { code, stdout } = await startCommand('retention.ts', ['--dry-run'], {
      UNDERSIGNED_ROOT: inject('deployed'),
    }).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('ended-by-date: due since 2020-07-29');
    expect(stdout).toContain('ended-by-hand: it is over but has no closing day');
    expect(stdout).toContain('clean-river: no closing day yet');
  });

  it('does nothing without --dry-run, and says who does', async () => {
    const { code, stderr } = await startCommand('retention.ts', [], {}).ended;
    expect([code, stderr.includes('--dry-run')]).toEqual([2, true]);
  });
});
