import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, vi } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import { dayIn } from '#domain/calendar-date.ts';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { entryId } from '#secret/entry-id.ts';
import { unpackIds } from '#store/id-set.ts';
import { asOrganizer, ask, STORE } from '../../functions/platform.ts';
import { aForm, signByJson } from '../../functions/sign-request.ts';
import { aSignature } from '../../store/a-signature.ts';
import { tell, tellAll, trouble } from '../command.ts';
import { expectExcused, inTrouble, type Trouble } from '../world.ts';
import {
  asidesIn,
  type Book,
  bookOf,
  command,
  isAside,
  liveIn,
  note,
  numbersIn,
  type World,
} from './ledger.ts';
import { CAMPAIGNS, TIME_ZONE } from './own-content.ts';

const SECRET = 's'.repeat(32);
const HOUR_MS = 3_600_000;
const PEOPLE = 6;

export const campaign = fc.nat(CAMPAIGNS.length - 1);

function isOpen({ campaign: { closes } }: Book): boolean {
  return closes === null || dayIn(TIME_ZONE, new Date()) <= closes;
}

let crowd = 0;

/** Signatures are put into the store, also of a campaign that is closed: a copy of another store does that. */
const joins = fc.record({ campaign, count: fc.integer({ min: 3, max: 45 }) }).map(({ campaign, count }) =>
  command(`join(${campaign}, ${count})`, (ledger, world) => {
    const book = bookOf(ledger, campaign);
    const ids = Array.from({ length: count }, () =>
      createHash('sha256')
        .update(`${(crowd += 1)}`)
        .digest('hex')
        .slice(0, 32),
    );
    const { key } = book.campaign;
    const signedAt = new Date().toISOString();
    world.blobs.seed(
      STORE,
      ids.map((id) => [`${key}/${id}`, JSON.stringify(aSignature({ id, campaign: key, signedAt }))] as const),
    );
    book.live = new Set([...book.live, ...ids]);
    return Promise.resolve();
  }),
);

const signs = fc.record({ campaign, person: fc.nat(PEOPLE - 1), put: trouble('put') }).map((given) =>
  command(`sign(${given.campaign}, ${given.person}, ${tell(given.put)})`, async (ledger, world) => {
    const book = bookOf(ledger, given.campaign);
    const email = `person${given.person}@example.org`;
    const { key } = book.campaign;
    const wasOpen = isOpen(book);
    const { status } = await inTrouble(world, [given.put], () => signByJson(aForm({ email }), key));
    if (!wasOpen) return;
    expectExcused(status, [given.put]);
    const id = idOf(key, email);
    const isNew = learnLive(book, world).has(id);
    if (status === 200) expect(book.live.has(id)).toBe(true);
    // What a broken run had erased of its batch is an ordinary signature again.
    if (isNew) takeBackGone(book, world, id);
  }),
);

function idOf(key: string, email: string): string {
  const address = canonicalAddress(email) ?? expect.fail('A person without an address cannot sign.');
  return entryId(SECRET, { kind: 'signature', campaign: key }, address);
}

/** Reads what stands now. It gives the ids that came. */
function learnLive(book: Book, world: World): Set<string> {
  const live = liveIn(world, book.campaign);
  const came = live.difference(book.live);
  book.live = live;
  return came;
}

/** The kind under which a batch under way holds an id. */
function pendingKind(book: Book, world: World, id: string): 'counted' | 'aside' | null {
  const pending = numbersIn(world, book.campaign)?.pending ?? null;
  if (pending === null) return null;
  return (['counted', 'aside'] as const).find((kind) => unpackIds(pending[kind]).includes(id)) ?? null;
}

function takeBackGone(book: Book, world: World, id: string): void {
  const kind = pendingKind(book, world, id);
  if (kind !== null) book.gone[kind] -= 1;
}

const erasures = fc
  .record({
    campaign,
    pick: fc.nat(),
    troubles: fc.tuple(trouble('head'), trouble('put'), trouble('delete')),
  })
  .map(({ campaign, pick, troubles }) =>
    command(`erase(${campaign}, ${pick}, ${tellAll(troubles)})`, async (ledger, world) => {
      const book = bookOf(ledger, campaign);
      const id = oneOf([...book.live].sort(), pick);
      if (id === undefined) return;
      const path = `/api/campaigns/${book.campaign.key}/signatures/${id}`;
      const { status } = await inTrouble(world, troubles, () => ask(path, asOrganizer({ method: 'DELETE' })));
      expectExcused(status, troubles);
      learnLive(book, world);
      if (status === 204) expect(book.live.has(id)).toBe(false);
      const kind = pendingKind(book, world, id);
      if (kind !== null && !book.live.has(id)) book.gone[kind] += 1;
    }),
  );

function oneOf<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % values.length];
}

const settings = fc
  .record({
    campaign,
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
    reason: fc.constantFrom('One hand wrote them.', 'One domain has them.'),
    isAll: fc.constantFrom(false, false, false, true),
    isTwice: fc.boolean(),
    troubles: fc.tuple(trouble('get'), trouble('put')),
  })
  .map(({ campaign, picks, reason, isAll, isTwice, troubles }) =>
    command(
      `setAside(${campaign}, ${isAll ? 'all' : picks.join()}, ${tellAll(troubles)})`,
      async (ledger, world) => {
        const book = bookOf(ledger, campaign);
        const live = [...book.live].sort();
        const ids = isAll ? live : [...new Set(picks.flatMap((pick) => oneOf(live, pick) ?? []))].sort();
        if (ids.length === 0) return;
        const { status, body } = await setAside(book, { ids, reason }, world, troubles);
        expectExcused(status, troubles);
        const before = book.asides;
        learnAsides(book, world);
        if (status === 200) {
          expect(body).toMatchObject({ signatures: ids.length });
          for (const id of ids) expect(isAside(book, id), id).toBe(true);
          note(world, 'set aside');
        }
        expect(book.asides.size - before.size, 'asides more').toBeLessThanOrEqual(1);
        if (!isTwice || status !== 200) return;
        expect(await setAside(book, { ids, reason }, world)).toEqual({ status, body });
        expect(asidesIn(world, book.campaign)).toEqual(book.asides);
      },
    ),
  );

async function setAside(
  { campaign: { key } }: Book,
  asked: { readonly ids: readonly string[]; readonly reason: string },
  world: World,
  troubles: readonly Trouble[] = [],
): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const init = asOrganizer({ method: 'POST', headers, body: JSON.stringify(asked) });
  const response = await inTrouble(world, troubles, () => ask(`/api/campaigns/${key}/asides`, init));
  return { status: response.status, body: await response.json() };
}

function learnAsides(book: Book, world: World): void {
  book.asides = asidesIn(world, book.campaign);
}

const puttings = fc
  .record({ campaign, pick: fc.nat(), troubles: fc.tuple(trouble('get'), trouble('put')) })
  .map(({ campaign, pick, troubles }) =>
    command(`putBack(${campaign}, ${pick}, ${tellAll(troubles)})`, async (ledger, world) => {
      const book = bookOf(ledger, campaign);
      const aside = oneOf([...book.asides.keys()], pick) ?? '0'.repeat(32);
      const path = `/api/campaigns/${book.campaign.key}/asides/${aside}`;
      const { status } = await inTrouble(world, troubles, () => ask(path, asOrganizer({ method: 'DELETE' })));
      expectExcused(status, troubles);
      const others = [...book.asides.keys()].filter((one) => one !== aside);
      learnAsides(book, world);
      expect([...book.asides.keys()].filter((one) => one !== aside)).toEqual(others);
      if (status === 204) {
        expect(book.asides.has(aside)).toBe(false);
        note(world, 'put back');
      }
    }),
  );

const waits = fc.constantFrom(1, 3, 9, 25, 25, 49, 24 * 12, 24 * 35, 24 * 400).map((hours) =>
  command(`wait(${hours} hours)`, () => {
    vi.setSystemTime(Date.now() + hours * HOUR_MS);
    return Promise.resolve();
  }),
);

/** The process is killed, and another one begins. */
const restarts = fc.constant(
  command('restart()', ({ books }, { blobs }) => {
    blobs.crash();
    forgetNumbers();
    for (const { last } of books) last.clear();
    return Promise.resolve();
  }),
);

export const ACTS = [joins, joins, signs, erasures, settings, settings, puttings, waits, waits, restarts];
