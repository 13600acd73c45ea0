import { vi } from 'vitest';

// Every campaign is too large for one list, and is counted in sixteen shares.
vi.mock('#blobs/many-keys.ts', async (original) => ({
  ...(await original<object>()),
  MANY_KEYS: 0,
  SHARE_DIGITS: 1,
}));

await import('./retention-numbers.test.ts');
