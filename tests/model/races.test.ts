import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../blob-service/fault-plan.ts';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from '../functions/platform.ts';
import { addressOf, aForm, seen, signByForm, signByJson } from '../functions/sign-request.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';

const blobs = await withBlobs();

withVirtualTime(blobs);
beforeEach(() => void watchLog());

const MISHAPS: readonly (Fault | undefined)[] = ['lostBefore', 'lostAfter', { status: 500 }, undefined];

const RACERS = Number(process.env['RACERS']);

describe(`${RACERS} signatures of one person at once`, () => {
  it.each([
    ['with a sound store', () => undefined],
    [
      'with one whose first requests mostly fail',
      (_: string, __: string, number: number) => (number <= RACERS / 2 ? MISHAPS[number % 4] : undefined),
    ],
  ] as const)('are one record and identical answers, %s', { timeout: 120_000 }, async (_, chooser) => {
    blobs.faults.decide(chooser);
    const spellings = ['ada@example.org', 'ADA@Example.org', ' ada@example.org', 'ada+x@example.org'];
    const answers = await Promise.all(
      Array.from({ length: RACERS }, async (_, index) =>
        JSON.stringify(await seen(await signByJson(aForm({ email: spellings[index % 4] ?? '' })))),
      ),
    );
    // Netlify is asked again by us, a file by the supporter.
    const isAskedAgain = blobs.host === 'netlify' || chooser('', '', 1) === undefined;
    const thanks = answers.filter((answer) => isAskedAgain || !answer.includes('"status":503'));
    expect(new Set(thanks).size).toBe(1);
    expect(thanks[0]).toContain('"status":200');
    expect(blobs.size(STORE)).toBe(1);
  });
});

describe('the budget of a request', () => {
  const outages: readonly Fault[] = [
    'hang',
    'hangAfter',
    'lostBefore',
    'lostAfter',
    'truncated',
    { status: 403 },
    { status: 429 },
    { status: 500 },
    { status: 503, landed: true },
  ];

  it.each(outages)('gives the supporter an answer within 10 s, with what was typed: %j', async (fault) => {
    blobs.faults.always('put', fault);
    const started = performance.now();
    const response = await signByForm(aForm({ comment: 'Long thought over' }));
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Long thought over');
  });

  it.each(outages)('ends an erasure, a count and a download too: %j', async (fault) => {
    for (const operation of ['list', 'head', 'delete'] as const) blobs.faults.always(operation, fault);
    for (const [limitMs, path, init] of [
      [10_000, `${addressOf('has-won')}/${'0'.repeat(32)}`, { method: 'DELETE' }],
      [20_000, '/api/campaigns/has-won/count', {}],
      [60_000, addressOf('has-won'), {}],
    ] as const) {
      const started = performance.now();
      expect((await ask(path, asOrganizer(init))).status, path).toBe(503);
      expect(performance.now() - started, path).toBeLessThan(limitMs);
    }
  });

  it('leaves no attempt behind that could write after the answer', async () => {
    blobs.latencyMs = 60_000;
    expect((await signByForm(aForm())).status).toBe(503);
    const { put } = blobs.operations;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(blobs.operations.put).toBe(put);
  });
});
