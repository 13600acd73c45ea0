import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { CommandError } from '#cli/command/command.ts';
import { campaignFacts } from '#copy/copied-campaign.ts';
import { copyStores } from '#copy/copy.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import { type Ended, endOf } from '../cli/end-of.ts';
import { contentOf, erase, put, sideOf } from '../cli/two-hosts.ts';

const RUNS = Number(process.env['MODEL_RUNS']);
/** A request that fails is given up at once. */
const HURRIED = { totalMs: 60, attemptMs: 30 };
const source = await startBlobService();
const target = await startBlobService();
const facts = await campaignFacts('/nowhere', new Date());

afterAll(async () => {
  await source.close();
  await target.close();
});

/** Something that happens at a side while nobody looks. */
interface Change {
  readonly place: string;
  /** `null` erases. */
  readonly text: string | null;
}

interface Copy {
  readonly isMirror: boolean;
  /** What the requests of the run meet, by their number. */
  readonly faults: readonly (readonly [number: number, fault: Fault])[];
  /** What happens at the source when so many requests have come. */
  readonly changes: readonly (readonly [number: number, change: Change])[];
  /** The request at which the process is stopped. */
  readonly stopsAt: number | null;
}

type Step =
  | { readonly kind: 'source' | 'target'; readonly change: Change }
  | { readonly kind: 'copy'; readonly copy: Copy };

const place = fc.constantFrom(
  ...['signatures a/00', 'signatures a/5f', 'signatures a/ff', 'signatures b/00', 'news a/00', 'news b/5f'],
  ...['withdrawals signature/a/00', 'withdrawals news/a/00', 'asides a', 'numbers a', 'numbers b'],
  ...[
    'audit entry/0000000001',
    'audit entry/0000000002',
    'mails 5f/signing1',
    'retention closed/a/2016-01-31',
  ],
);
const change = fc.record({ place, text: fc.constantFrom(null, 'one', 'two', 'three') });
const fault = fc.constantFrom<Fault>(
  ...(['lostBefore', 'lostAfter', 'hang', 'hangAfter', 'truncated'] as const),
  ...([{ status: 503 }, { status: 503, landed: true }, { status: 429 }, { status: 403 }] as const),
);
const requestNumber = fc.integer({ min: 1, max: 120 });
/** Every other copy is left alone, so that what it says of both sides has to be true. */
const copy = fc.oneof(
  fc.record({
    isMirror: fc.boolean(),
    faults: fc.constant([]),
    changes: fc.constant([]),
    stopsAt: fc.constant(null),
  }),
  fc.record({
    isMirror: fc.boolean(),
    faults: fc.array(fc.tuple(requestNumber, fault), { maxLength: 3 }),
    changes: fc.array(fc.tuple(requestNumber, change), { maxLength: 2 }),
    stopsAt: fc.option(requestNumber, { freq: 2 }),
  }),
);
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constant('source' as const), change }),
  fc.record({ kind: fc.constant('target' as const), change }),
  fc.record({ kind: fc.constant('copy' as const), copy }),
);

it('never overwrites or loses anything, and a mirror ends in equality, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      await Promise.all([source.renew(), target.renew()]);
      put(source, 'signatures a/80', 'stays');
      for (const each of steps) {
        if (each.kind === 'copy') await runAndCompare(each.copy);
        else apply(each.kind === 'source' ? source : target, each.change);
      }
      const ended = await run({ isMirror: true, faults: [], changes: [], stopsAt: null }, PATIENT);
      expect(ended).toMatchObject({ code: 0 });
      expect(contentOf(target)).toEqual(contentOf(source));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

const PATIENT = { totalMs: 20_000, attemptMs: 10_000 };

async function runAndCompare(planned: Copy): Promise<void> {
  const before = contentOf(target);
  const sent = [contentOf(source)];
  const { code } = await run(planned, HURRIED, () => sent.push(contentOf(source)));
  const after = contentOf(target);
  if (!planned.isMirror) expect(after).toMatchObject(before);
  for (const [where, text] of Object.entries(after)) {
    const known = [before, ...sent].some((content) => content[where] === text);
    expect(known, `${where} has a text that nobody wrote`).toBe(true);
  }
  if (code === 0 && planned.changes.length === 0) expect(after).toEqual(sent[0]);
}

/** Runs a copy, with all that it meets. `changed` is called after each change of the source. */
async function run(
  { isMirror, faults, changes, stopsAt }: Copy,
  budget: { totalMs: number; attemptMs: number },
  changed: () => void = () => undefined,
): Promise<Ended> {
  const stop = new AbortController();
  let number = 0;
  const onRequest = () => {
    number += 1;
    if (number === stopsAt) stop.abort(new CommandError(130, 'Stopped.'));
    for (const [, due] of changes.filter(([at]) => at === number)) {
      apply(source, due);
      changed();
    }
    return faults.find(([at]) => at === number)?.[1];
  };
  source.faults.decide(onRequest);
  target.faults.decide(onRequest);
  const sides = { from: sideOf(source, 'source', { budget }), to: sideOf(target, 'target', { budget }) };
  const task = { campaign: null, isMirror, isAgreed: true, facts };
  const ended = await endOf((_, io) => copyStores(sides, task, io), [], { signal: stop.signal });
  source.faults.clear();
  target.faults.clear();
  await Promise.all([source.operations.idle(), target.operations.idle()]);
  return ended;
}

function apply(service: typeof source, { place: where, text }: Change): void {
  if (text === null) erase(service, where);
  else put(service, where, text);
}
