import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryingFetch } from '#blobs/retrying-fetch.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.setTimerTickMode('nextTimerAsync');
});

afterEach(() => {
  vi.useRealTimers();
});

const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

function answering(...statuses: readonly (number | 'lost' | 'silent')[]) {
  let asked = 0;
  const once: typeof fetch = (_, init) => {
    const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
    asked += 1;
    if (status === 'lost') return Promise.reject(new TypeError('lost'));
    if (status === 'silent') {
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new TypeError('given up')));
      });
    }
    return Promise.resolve(new Response([204, 304].includes(status) ? null : 'text', { status }));
  };
  return { ask: retryingFetch(BUDGET, once), asked: () => asked };
}

describe('the retrying fetch', () => {
  it.each([429, 500, 502, 503, 'lost', 'silent'] as const)('asks again after %s', async (trouble) => {
    const { ask, asked } = answering(trouble, 200);
    expect((await ask('https://blobs.example/')).status).toBe(200);
    expect(asked()).toBe(2);
  });

  it.each([200, 204, 304, 400, 403, 404, 412, 413])('takes %i for an answer', async (status) => {
    const { ask, asked } = answering(status);
    expect((await ask('https://blobs.example/')).status).toBe(status);
    expect(asked()).toBe(1);
  });

  it.each([429, 500, 503, 'lost', 'silent'] as const)(
    'gives up within its budget, with an answer that the client does not retry: %s',
    async (trouble) => {
      const { ask } = answering(trouble);
      const started = performance.now();
      expect((await ask('https://blobs.example/')).status).toBe(424);
      expect(performance.now() - started).toBeLessThanOrEqual(BUDGET.totalMs);
    },
  );

  it('has one budget for everything asked through it', async () => {
    const { ask, asked } = answering('silent');
    await ask('https://blobs.example/one');
    const before = asked();
    expect((await ask('https://blobs.example/two')).status).toBe(424);
    expect(asked() - before).toBeLessThanOrEqual(1);
  });
});
