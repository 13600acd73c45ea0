import fc from 'fast-check';
import { expect, vi } from 'vitest';
import type { Operation } from '../../blob-service/operation-count.ts';
import { tellAll, trouble } from '../command.ts';
import { expectExcused, inTrouble, type Trouble } from '../world.ts';
import { askForMail, type Asking, soundAsking, tellAsking } from './asking.ts';
import { confirmOne, LEEWAY_MS, hand, type Handing, handing, outcomeOf } from './confirming.ts';
import {
  ageOf,
  allowConfirmed,
  type Asked,
  type Confirming,
  type Ledger,
  recent,
  type TakingBack,
} from './ledger.ts';
import { sendTakingBack } from './taking-back.ts';
import { command, expectNewest, type World } from './world.ts';

/** How long each operation takes, in milliseconds: what runs side by side then meets in every order. */
type Paces = Readonly<Record<Operation, number>>;

const pace = fc.nat(40);
const paces: fc.Arbitrary<Paces> = fc.record({ put: pace, get: pace, head: pace, delete: pace, list: pace });
const troubles = fc.tuple(trouble('get'), trouble('put'), trouble('delete'));
/** How much later the second request comes. */
const delay = fc.oneof(fc.constant(0), fc.nat(120));

interface Meeting {
  readonly paces: Paces;
  readonly delay: number;
  readonly troubles: readonly Trouble[];
}

const meeting = { paces, delay, troubles };

/** Runs two requests, the second a little later. */
async function meet<First, Second>(
  world: World,
  { paces, delay, troubles }: Meeting,
  [first, second]: readonly [() => Promise<First>, () => Promise<Second>],
): Promise<[First, Second]> {
  world.blobs.latencyMs = paces;
  try {
    return await inTrouble(world, troubles, () =>
      Promise.all([
        first(),
        delay === 0 ? second() : new Promise((resolve) => setTimeout(resolve, delay)).then(second),
      ]),
    );
  } finally {
    world.blobs.latencyMs = 0;
  }
}

/** Two records are confirmed at once, of one person if there are two. */
const confirmTogether = fc
  .record({ pick: fc.nat(), other: fc.nat(), handing, ...meeting })
  .map(({ pick, other, handing, ...meeting }) =>
    command(`confirmTogether(${pick}, ${other}, ${tellAll(meeting.troubles)})`, async (ledger, world) => {
      const first = recent(ledger.asked, pick);
      const own = ledger.asked.filter(({ place }) => place === first?.place);
      const second = recent(own, other);
      if (first && second) await confirmBoth(ledger, world, { both: [first, second], handing, meeting });
    }),
  );

interface Two {
  readonly both: readonly [Asked, Asked];
  readonly handing: Handing;
  readonly meeting: Meeting;
}

async function confirmBoth(ledger: Ledger, world: World, { both, handing, meeting }: Two): Promise<void> {
  const [first, second] = both;
  const from = Date.now();
  const answers = await meet(world, meeting, [() => hand(first, handing), () => hand(second, handing)]);
  const confirmings: Confirming[] = [];
  for (const [index, asked] of both.entries()) {
    const answer = answers[index];
    if (!answer) continue;
    expectExcused(answer.status, meeting.troubles);
    const confirming = await outcomeOf(asked, answer, { ...handing, from, latest: from + LEEWAY_MS });
    if (confirming) confirmings.push(confirming);
  }
  allowConfirmed(ledger, first.place, confirmings);
}

/** The first write finds the key taken, and what goes wrong meets the one that replaces. */
const replacing = trouble('put').map(({ operation, faults }): Trouble => ({
  operation,
  faults: ['stale', ...faults],
}));

/** Something stands, and two newer records replace it: both at once, or the older write of them arrives later. */
const changeTogether = fc
  .record({
    asking: soundAsking,
    handing,
    isNewerFirst: fc.boolean(),
    isLate: fc.boolean(),
    replacing,
    ...meeting,
  })
  .map(({ asking, handing, isNewerFirst, isLate, replacing, ...meeting }) =>
    command(`changeTogether(${tellAsking(asking)}, ${tellAll(meeting.troubles)})`, async (ledger, world) => {
      const [standing, older, newer] = await askThrice(ledger, world, asking);
      if (!standing || !older || !newer) return;
      const alone = { handing, leeway: LEEWAY_MS, troubles: [] };
      await confirmOne(ledger, world, { ...alone, asked: standing, isLate: false });
      expectNewest(ledger, world);
      if (!isLate) {
        const both = isNewerFirst ? ([newer, older] as const) : ([older, newer] as const);
        await confirmBoth(ledger, world, { both, handing, meeting });
        return;
      }
      for (const asked of [older, newer]) {
        const troubles = asked === newer ? [replacing] : [];
        await confirmOne(ledger, world, { ...alone, asked, troubles, isLate: asked === older });
        expectNewest(ledger, world);
      }
      await world.late.arrive(ledger);
    }),
  );

/** Asks three times, in three milliseconds. Only the first mails of a day come. */
async function askThrice(ledger: Ledger, world: World, asking: Asking): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let time = 0; time < 3; time += 1) {
    vi.setSystemTime(Date.now() + 1);
    const waiting = await askForMail(ledger, world, { ...asking, kind: 'signing' });
    if (waiting?.mailed) asked.push(waiting);
  }
  return asked;
}

/** What is asked for is confirmed and taken back at once. It may be asked for in the same millisecond. */
const takeBackBeside = fc
  .record({
    pick: fc.nat(),
    asking: soundAsking,
    isNew: fc.boolean(),
    isFirst: fc.boolean(),
    handing,
    ...meeting,
  })
  .map(({ pick, asking, isNew, isFirst, handing, ...meeting }) => {
    const what = isNew ? `new: ${tellAsking(asking)}` : pick;
    const order = isFirst ? 'taken back first' : 'confirmed first';
    return command(
      `takeBackBeside(${what}, ${order}, ${tellAll(meeting.troubles)})`,
      async (ledger, world) => {
        const asked = isNew ? await askForMail(ledger, world, asking) : recent(ledger.asked, pick);
        const link = ledger.links.findLast(({ place }) => place === asked?.place);
        if (asked && link)
          await takeBackWhileConfirming(ledger, world, { asked, link, isFirst, handing, meeting });
      },
    );
  });

interface Both {
  readonly asked: Asked;
  readonly link: TakingBack;
  readonly isFirst: boolean;
  readonly handing: Handing;
  readonly meeting: Meeting;
}

async function takeBackWhileConfirming(
  ledger: Ledger,
  world: World,
  { asked, link, isFirst, handing, meeting }: Both,
): Promise<void> {
  const { place } = asked;
  const { standing } = place;
  const from = Date.now();
  const confirm = () => hand(asked, handing);
  const takeBack = () => sendTakingBack({ ...handing, campaign: place.campaign }, link.token);
  const [confirmed, takenBack] = isFirst
    ? (await meet(world, meeting, [takeBack, confirm])).toReversed()
    : await meet(world, meeting, [confirm, takeBack]);
  if (!confirmed || !takenBack) throw new RangeError('There are two answers.');
  for (const { status } of [confirmed, takenBack]) expectExcused(status, meeting.troubles);
  const done = handing.isForm ? 303 : 200;
  expect([done, 503]).toContain(takenBack.status);
  const isDone = takenBack.status === done;
  // The mark may have been there, or not yet.
  const { maybe } = place;
  place.maybe = Date.now();
  const confirming = await outcomeOf(asked, confirmed, { ...handing, from, latest: from + LEEWAY_MS });
  place.maybe = Math.max(maybe, place.surely);
  const isMarked = meeting.troubles.every(
    ({ operation, faults }) => operation !== 'put' || faults.length === 0,
  );
  ledger.takings.set(place, { from, to: Date.now(), isMarked: isDone || isMarked });
  const left = isDone ? [null] : [standing, null];
  const least = confirming?.outcome === 'thanked' ? asked.at : -Infinity;
  const beside = left.filter((entry) => entry === null || ageOf(entry) >= least);
  ledger.allowed.set(place, confirming ? [...beside, asked] : left);
}

/** One person asks twice in the same millisecond. What is confirmed first stands. */
const askTogether = soundAsking.map((asking) =>
  command(`askTogether(${tellAsking(asking)})`, async (ledger, world) => {
    const both = { ...asking, isAlone: false };
    await Promise.all([askForMail(ledger, world, both), askForMail(ledger, world, both)]);
  }),
);

export const SIDE_BY_SIDE = [confirmTogether, changeTogether, takeBackBeside, takeBackBeside, askTogether];
