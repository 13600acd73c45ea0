import fc from 'fast-check';
import { expect } from 'vitest';
import { asOrganizer, ask } from '../../functions/platform.ts';
import { tellAll, trouble } from '../command.ts';
import { expectExcused, inTrouble, type Trouble } from '../world.ts';
import { type Ledger, type Place, placeOf, recent } from './ledger.ts';
import { campaign, expectRefused, isForm, pathOf, person, send, slug, type Way } from './sending.ts';
import { command, idOf } from './world.ts';

const ENDPOINT = 'withdrawals';

/** Sends what a link carries, with the choice that is not made beforehand. */
export function sendTakingBack(way: Way, token: string): Promise<Response> {
  return send(way, ENDPOINT, { token, withdraw: 'yes' });
}

/** A link takes back, also one of long ago, and one that is damaged, and one without a choice. */
const withdrawals = fc
  .record({
    pick: fc.nat(),
    slug,
    isForm,
    how: fc.oneof(
      { weight: 8, arbitrary: fc.constant('whole' as const) },
      { weight: 1, arbitrary: fc.constantFrom('damaged' as const, 'not chosen' as const) },
    ),
    troubles: fc.tuple(trouble('put'), trouble('delete')),
  })
  .map(({ pick, slug, isForm, how, troubles }) =>
    command(`withdraw(${pick}, ${how}, ${tellAll(troubles)})`, async (ledger, world) => {
      const link = recent(ledger.links, pick);
      if (!link) return;
      const { place, token } = link;
      const way = { campaign: place.campaign, slug, isForm };
      if (how === 'not chosen') {
        await expectRefused(await send(way, ENDPOINT, { token }), way, '422 withdraw.required');
        return;
      }
      if (how === 'damaged') {
        const index = pick % token.length;
        const changed = token.charAt(index) === 'A' ? 'B' : 'A';
        const sent = token.slice(0, index) + changed + token.slice(index + 1);
        await expectRefused(await sendTakingBack(way, sent), way, '422 token.invalid');
        return;
      }
      const from = Date.now();
      const response = await inTrouble(world, troubles, () => sendTakingBack(way, token));
      expectExcused(response.status, troubles);
      noteTakingBack(ledger, [place], { status: response.status, done: isForm ? 303 : 200, from, troubles });
    }),
  );

interface Answered {
  readonly status: number;
  /** The status when it is done. */
  readonly done: number;
  readonly from: number;
  readonly troubles: readonly Trouble[];
}

/** What may stand after taking back, and what is known of the mark: the first operation that writes makes it. */
function noteTakingBack(ledger: Ledger, places: readonly Place[], answered: Answered): void {
  const { status, done, from, troubles } = answered;
  expect([done, 503]).toContain(status);
  const isMarked = troubles.every(({ operation, faults }) => operation === 'delete' || faults.length === 0);
  for (const place of places) {
    ledger.takings.set(place, { from, to: Date.now(), isMarked: status === done || isMarked });
    ledger.allowed.set(place, status === done ? [null] : [place.standing, null]);
  }
}

const erasure = { person, campaign, slug };

const erasuresById = fc
  .record({ ...erasure, troubles: fc.tuple(trouble('head'), trouble('put'), trouble('delete')) })
  .map(({ person, campaign, slug, troubles }) =>
    command(`eraseById(${person}, ${campaign.key}, ${tellAll(troubles)})`, async (ledger, world) => {
      const place = placeOf(ledger, { kind: 'signature', campaign, person });
      const path = pathOf({ campaign, slug }, `signatures/${idOf(place)}`);
      const from = Date.now();
      const { status } = await inTrouble(world, troubles, () => ask(path, asOrganizer({ method: 'DELETE' })));
      expectExcused(status, troubles);
      noteTakingBack(ledger, [place], { status, done: 204, from, troubles });
    }),
  );

const erasuresByAddress = fc
  .record({ ...erasure, troubles: fc.tuple(trouble('head'), trouble('put'), trouble('delete')) })
  .map(({ person, campaign, slug, troubles }) =>
    command(`eraseByAddress(${person}, ${campaign.key}, ${tellAll(troubles)})`, async (ledger, world) => {
      const places = (['signature', 'news'] as const).map((kind) =>
        placeOf(ledger, { kind, campaign, person }),
      );
      const before = places.filter(({ standing }) => standing !== null).length;
      const from = Date.now();
      const init = asOrganizer({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `Person${person}+any@example.org` }),
      });
      const response = await inTrouble(world, troubles, () =>
        ask(pathOf({ campaign, slug }, 'erasures'), init),
      );
      const { status } = response;
      expectExcused(status, troubles);
      noteTakingBack(ledger, places, { status, done: 200, from, troubles });
      if (status === 200) expect(await response.json()).toEqual({ erased: Math.min(before, 1) });
    }),
  );

export const TAKING_BACK = [withdrawals, withdrawals, erasuresById, erasuresByAddress];
