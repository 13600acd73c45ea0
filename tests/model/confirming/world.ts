import { expect } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import type { News } from '#domain/news.ts';
import type { Signature } from '#domain/signature.ts';
import { entryId } from '#secret/entry-id.ts';
import { readOrder } from '#secret/order.ts';
import { STORE } from '../../functions/platform.ts';
import type { StoreWorld } from '../../support/store-world.ts';
import { commandsWith } from '../command.ts';
import type { LateWrites } from './late-writes.ts';
import { type Asked, learn, type Ledger, PEOPLE, type Place } from './ledger.ts';
import { type Mailbox, numberOf } from './mailbox.ts';
import { CAMPAIGNS } from './own-content.ts';

export const SECRET = 's'.repeat(32);
const STORES = { signature: STORE, news: 'news-local' } as const;

/** The real system: the functions, a blob service, and mailboxes. */
export interface World {
  readonly blobs: StoreWorld;
  readonly mailbox: Mailbox;
  readonly late: LateWrites;
  /** The last count of a campaign in an answer, by its key. */
  readonly lastCounts: Map<string, number>;
  /** How many faults the operations took. */
  faults: number;
}

/** A command after which the stores are compared with the ledger. */
export const command = commandsWith(expectNewest);

const ids = new Map<string, string>();

export function idOf({ kind, campaign, person }: Pick<Place, 'kind' | 'campaign' | 'person'>): string {
  const name = [kind, campaign.key, person].join('/');
  const id = ids.get(name) ?? entryId(SECRET, { kind, campaign: campaign.key }, canonical(person));
  ids.set(name, id);
  return id;
}

function canonical(person: number) {
  const address = canonicalAddress(`person${person}@example.org`);
  if (address === null) throw new RangeError('A person without an address cannot sign.');
  return address;
}

/** What stands is what the command allows, for each person at most once, and nothing else. */
export function expectNewest(ledger: Ledger, { blobs }: World): void {
  for (const place of ledger.places) {
    const found = standingIn(blobs, ledger, place);
    const allowed = ledger.allowed.get(place) ?? [place.standing];
    if (!allowed.includes(found)) expect.fail(complaint(place, allowed, found));
    learn(ledger, place, found);
  }
  Object.assign(ledger, { allowed: new Map(), takings: new Map(), isSwept: false });
  for (const kind of ['signature', 'news'] as const) {
    const standing = ledger.places.filter((place) => place.kind === kind && place.standing !== null);
    expect(blobs.size(STORES[kind])).toBe(standing.length);
  }
  expectDiscreet(blobs);
}

function standingIn(blobs: StoreWorld, { asked }: Ledger, place: Place): Asked | null {
  const blob = blobs.read(STORES[place.kind], `${place.campaign.key}/${idOf(place)}`);
  if (blob === null) return null;
  const stored = JSON.parse(Buffer.from(blob.body).toString()) as Signature | News;
  const found = asked.find((entry) => entry.place === place && isOf(entry, stored));
  return found ?? expect.fail('The store holds what nobody asked for.');
}

/** A stored text is told by the number in its address, or by its seal. What was sealed late is told by its time. */
function isOf({ number, sealed, at }: Asked, stored: Signature | News): boolean {
  if ('supporter' in stored) return numberOf(stored.supporter.email) === number;
  if ('reader' in stored) return numberOf(stored.reader.email) === number;
  if (sealed !== null) return stored.sealed === sealed;
  return readOrder(SECRET, stored, stored.order ?? '') === at;
}

function complaint(place: Place, allowed: readonly (Asked | null)[], found: Asked | null): string {
  const told = (entry: Asked | null) => (entry === null ? 'nothing' : `number ${entry.number}`);
  const { kind, campaign, person } = place;
  return `Of person ${person} (${kind}, ${campaign.key}) ${told(found)} stands, and not ${allowed.map(told).join(' or ')}.`;
}

/** The memory of mails holds keyed digests and random numbers; the marks hold ids and times. */
function expectDiscreet(blobs: StoreWorld): void {
  const store = `mails-local-${new Date().toISOString().slice(0, 10)}`;
  for (const key of blobs.keys(store)) {
    if (!/^[0-9a-f]{32}\/(?:signing[123]|withdrawing1|news1)$/u.test(key))
      expect.fail(`A mail is kept as ${key}.`);
    const text = Buffer.from(blobs.read(store, key)?.body ?? []).toString();
    if (!/^[0-9a-f]{16}$/u.test(text)) expect.fail('The memory of mails holds more than a random number.');
  }
  for (const key of blobs.keys('withdrawals-local')) {
    const text = Buffer.from(blobs.read('withdrawals-local', key)?.body ?? []).toString();
    if (!MARK_KEY.test(key) || Number.isNaN(Date.parse(text))) expect.fail(`A mark is kept as ${key}.`);
  }
}

const MARK_KEY = new RegExp(
  `^(?:signature|news)/(?:${CAMPAIGNS.map(({ key }) => key).join('|')})/[0-9a-f]{32}$`,
  'u',
);

/** The number of signatures of a campaign that stand. */
export function standingRows({ places }: Ledger, key: string): Place[] {
  const rows = places.filter(({ kind, campaign }) => kind === 'signature' && campaign.key === key);
  expect(rows).toHaveLength(PEOPLE);
  return rows.filter(({ standing }) => standing !== null);
}
