import { vi } from 'vitest';

// Every campaign is too large for one list, and is counted in sixteen shares.
vi.mock('#blobs/many-keys.ts', async (original) => ({
  ...(await original<object>()),
  MANY_KEYS: 0,
  SHARE_DIGITS: 1,
}));

// Each count takes seventeen lists, so the way is shorter.
vi.stubEnv('MODEL_RUNS', String(Number(process.env['MODEL_RUNS']) / 10));

await import('./exactness.test.ts');
