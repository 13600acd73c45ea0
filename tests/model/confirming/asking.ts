import fc from 'fast-check';
import { expect } from 'vitest';
import { dayIn } from '#domain/calendar-date.ts';
import { readPendingRecord } from '#secret/pending-record.ts';
import type { MailKind } from '#store/mail-memory.ts';
import { tellAll, trouble } from '../command.ts';
import { inTrouble, type Trouble } from '../world.ts';
import { type Asked, type Ledger, type MailUse, placeOf } from './ledger.ts';
import type { Letter, MailFate } from './mailbox.ts';
import { campaign, expectRefused, isForm, person, send, slug, type Way } from './sending.ts';
import { command, SECRET, type World } from './world.ts';

const MOST: Readonly<Record<MailKind, number>> = { signing: 3, withdrawing: 1, news: 1 };
const ENDPOINTS = { signing: 'signatures', withdrawing: 'withdrawal-mails', news: 'news' } as const;
export const TIME_ZONE = 'America/New_York';

/** Every way in which a person may write an address. */
const SPELLINGS = [
  (address: string) => address,
  (address: string) => address.toUpperCase(),
  (address: string) => `  ${address}\t`,
];

export interface Asking extends Way {
  readonly kind: MailKind;
  readonly person: number;
  readonly spelling: (address: string) => string;
  readonly fate: MailFate;
  /** Nobody else asks for the same address at this moment. */
  readonly isAlone: boolean;
  readonly troubles: readonly Trouble[];
}

const way = {
  person,
  campaign,
  slug,
  isForm,
  spelling: fc.constantFrom(...SPELLINGS),
  isAlone: fc.constant(true),
};
const fate = fc.oneof(
  { weight: 5, arbitrary: fc.constant<MailFate>('taken') },
  { weight: 1, arbitrary: fc.constantFrom<MailFate>('refused', 'down', 'lostButCame', 'lost') },
);
const kind = fc.constantFrom<MailKind>('signing', 'signing', 'signing', 'withdrawing', 'news');

/** A request for a mail without any trouble. */
export const soundAsking: fc.Arbitrary<Asking> = fc.record({
  ...way,
  kind: fc.constantFrom<MailKind>('signing', 'signing', 'news'),
  fate: fc.constant<MailFate>('taken'),
  troubles: fc.constant([]),
});

/** A person asks for a mail. */
export const askings = fc
  .record({ ...way, kind, fate, troubles: fc.tuple(trouble('list'), trouble('put'), trouble('delete')) })
  .map((asking) =>
    command(`ask(${tellAsking(asking)}, ${tellAll(asking.troubles)})`, async (ledger, world) => {
      await askForMail(ledger, world, asking);
    }),
  );

export function tellAsking({ kind, person, campaign, fate }: Asking): string {
  return `${kind}, person ${person}, ${campaign.key}, ${fate}`;
}

/** Asks for a mail. Resolves to what waits for its confirmation, if anything does. */
export async function askForMail(ledger: Ledger, world: World, asking: Asking): Promise<Asked | null> {
  const { kind, person, spelling, fate, troubles } = asking;
  const number = (ledger.lastNumber += 1);
  const email = spelling(`person${person}+${number}@example.org`);
  const form = { email, locale: number % 2 === 0 ? 'en' : 'es' };
  const use = useOf(ledger, asking);
  const from = Date.now();
  const isClosed = kind === 'signing' && isAfterClosing(asking, from);
  world.mailbox.next(fate);
  const response = await inTrouble(world, troubles, () =>
    send(asking, ENDPOINTS[kind], kind === 'signing' ? { ...form, name: `Number ${number}` } : form),
  );
  const letter = world.mailbox.letters.find((letter) => letter.number === number) ?? null;
  if (isClosed) {
    await expectRefused(response, asking, '409 campaign.closed');
    expect(letter).toBeNull();
    return null;
  }
  expectMail(use, asking, { status: response.status, isCome: letter !== null });
  if (letter) {
    ledger.links.push({ token: letter.withdrawal, place: placeOf(ledger, placeFor(asking)) });
  }
  return noteWaiting(ledger, asking, {
    number,
    from,
    letter,
    record: await recordIn(response, asking, letter),
  });
}

function isAfterClosing({ campaign: { closes } }: Way, now: number): boolean {
  return closes !== null && dayIn(TIME_ZONE, new Date(now)) > closes;
}

function placeFor({ kind, campaign, person }: Asking) {
  return { kind: kind === 'news' ? 'news' : 'signature', campaign, person } as const;
}

function useOf({ mails }: Ledger, { kind, person }: Asking): MailUse {
  const name = [new Date().toISOString().slice(0, 10), kind, person].join('/');
  const use = mails.get(name) ?? { least: 0, most: 0, came: 0 };
  mails.set(name, use);
  return use;
}

/** Whether a mail may have come, and what the memory may count afterwards. */
function expectMail(
  use: MailUse,
  { kind, fate, isForm, isAlone, troubles }: Asking,
  { status, isCome }: { status: number; isCome: boolean },
): void {
  const isTroubled = troubles.some(({ faults }) => faults.length > 0);
  const done = isForm ? (kind === 'withdrawing' ? 303 : 200) : 202;
  const isFull = use.least >= MOST[kind];
  const mayBeFull = use.most >= MOST[kind];
  if (isCome) use.came += 1;
  expect(use.came).toBeLessThanOrEqual(MOST[kind]);
  const wanted: number[] = [];
  if (fate === 'taken' || (fate === 'refused' && mayBeFull)) wanted.push(done);
  if (fate === 'refused' && !isFull) wanted.push(422);
  if (isTroubled || (fate !== 'taken' && fate !== 'refused')) wanted.push(503);
  expect(wanted).toContain(status);
  const comes = fate === 'taken' || fate === 'lostButCame';
  if (!comes || isFull) expect(isCome).toBe(false);
  if (comes && !mayBeFull && isAlone && (status === done || !isTroubled)) expect(isCome).toBe(true);
  if (isCome || (fate === 'lost' && !isFull && !isTroubled)) use.most += 1;
  if (isCome || (fate === 'lost' && !mayBeFull && !isTroubled)) use.least += 1;
  if (isTroubled) use.most = MOST[kind];
}

/** The record of an answer, or of the mail: they are the same. */
async function recordIn(response: Response, asking: Asking, letter: Letter | null): Promise<string | null> {
  const { status } = response;
  if (asking.kind === 'withdrawing') return null;
  if (status !== 202) return letter?.record ?? null;
  const { record } = (await response.json()) as { record: string };
  if (letter) expect(letter.record).toBe(record);
  return record;
}

function noteWaiting(
  ledger: Ledger,
  asking: Asking,
  waiting: { number: number; from: number; letter: Letter | null; record: string | null },
): Asked | null {
  const { number, from, letter, record } = waiting;
  if (record === null) return null;
  const place = placeOf(ledger, placeFor(asking));
  const pending = readPendingRecord(SECRET, place.campaign.key, record);
  const at = Date.parse(pending?.head.at ?? '');
  expect(at).toBeGreaterThanOrEqual(from);
  expect(at).toBeLessThanOrEqual(Date.now());
  const mailed = letter?.code && letter.token ? { code: letter.code, token: letter.token } : null;
  expect(mailed === null).toBe(letter === null);
  const sealed = pending?.sealed ? Buffer.from(pending.sealed).toString('base64') : null;
  const asked: Asked = { number, place, at, record, mailed, sealed };
  ledger.asked.push(asked);
  return asked;
}
