import { describe, expect, it } from 'vitest';
import { forecastRetention } from '#cli/retention/retention-command.ts';
import { endOf } from './end-of.ts';

describe('npm run retention', () => {
  it('tells of each campaign what would be erased, and erases nothing', async () => {
    const { code, stdout } = await endOf(forecastRetention, ['--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('ended-by-date: due since 2020-07-29');
    expect(stdout).toContain('ended-by-hand: it is over but has no closing day');
    expect(stdout).toContain('clean-river: no closing day yet');
  });

  it('does nothing without --dry-run, and says who does', async () => {
    const { code, stderr } = await endOf(forecastRetention, []);
    expect([code, stderr.includes('--dry-run')]).toEqual([2, true]);
  });
});
