import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { asOrganizer, ask } from '../functions/platform.ts';
import { aForm, signByForm, signByJson } from '../functions/sign-request.ts';
import { type Command, command, tell, tellAll, trouble } from './command.ts';
import { removeCampaign, retain } from './keeping.ts';
import {
  addressOf,
  CAMPAIGN,
  expectExcused,
  having,
  idOf,
  inTrouble,
  isStored,
  type Model,
  SLUGS,
  type Trouble,
  type World,
} from './world.ts';

const PEOPLE = 12;
/** No count is kept longer. */
const MAX_AGE_MS = 300_000;

/** Every way in which a person may write the same address. */
const SPELLINGS = [
  (address: string) => address,
  (address: string) => address.toUpperCase(),
  (address: string) => `  ${address}\t`,
  (address: string) => address.replace('@', '+petition@'),
];

const person = fc.nat(PEOPLE - 1);
const spelling = fc.constantFrom(...SPELLINGS);
const isForm = fc.boolean();
const slug = fc.constantFrom(...SLUGS);

/**
 * Everything that can happen to the signatures of a campaign, with every fault that can happen at the same
 * time.
 */
export const COMMANDS: readonly fc.Arbitrary<Command>[] = [
  fc.record({ person, spelling, slug, isForm, put: trouble('put') }).map(sign),
  fc.record({ person, spelling, slug, isForm, put: trouble('put') }).map(sign),
  fc
    .record({ people: fc.array(person, { minLength: 2, maxLength: 8 }), spelling, slug, put: trouble('put') })
    .map(signTogether),
  fc.record({ person, slug, troubles: fc.tuple(trouble('put'), trouble('delete')) }).map(eraseById),
  fc
    .record({
      person,
      spelling,
      slug,
      troubles: fc.tuple(trouble('head'), trouble('put'), trouble('delete')),
    })
    .map(eraseByAddress),
  fc.record({ slug, list: trouble('list') }).map(count),
  fc.record({ slug, list: trouble('list'), get: trouble('get') }).map(download),
  fc.constant(removeCampaign()),
  fc.constant(crash()),
  fc
    .record({ days: fc.nat(40), troubles: fc.tuple(trouble('list'), trouble('put'), trouble('delete')) })
    .map(retain),
];

interface Signing {
  readonly person: number;
  readonly spelling: (address: string) => string;
  readonly slug: string;
  readonly isForm: boolean;
  readonly put: Trouble;
}

function sign({ person, spelling, slug, isForm, put }: Signing): Command {
  return command(`sign(${person}, ${isForm ? 'form' : 'json'}, ${tell(put)})`, async (model, world) => {
    const form = aForm({ email: spelling(addressOf(person)) });
    const response = await inTrouble(world, [put], () =>
      isForm ? signByForm(form, slug) : signByJson(form, slug),
    );
    expectExcused(response.status, [put]);
    noteAnswer(model, world, person, response.status);
    const answer = await response.text();
    if (response.status === 503 && isForm) expect(answer).toContain(form['email']?.trim());
  });
}

function signTogether(given: {
  people: readonly number[];
  spelling: Signing['spelling'];
  slug: string;
  put: Trouble;
}): Command {
  const { people, spelling, slug, put } = given;
  return command(`signTogether(${people.join()}, ${tell(put)})`, async (model, world) => {
    const answers = await inTrouble(world, [put], () =>
      Promise.all(people.map((person) => signByJson(aForm({ email: spelling(addressOf(person)) }), slug))),
    );
    // A person may get several answers. One answer with thanks means that the signature is kept.
    const inOrder = answers.map(({ status }, index) => ({ status, person: people[index] ?? 0 }));
    for (const { person, status } of inOrder.toSorted((a, b) => b.status - a.status)) {
      expectExcused(status, [put]);
      noteAnswer(model, world, person, status);
    }
  });
}

/** Thanks require a stored signature. After a 503 nobody knows whether it is stored. */
function noteAnswer(model: Model, world: World, person: number, status: number): void {
  if (status === 503) {
    if (model.fates.get(person) !== 'kept') model.fates.set(person, 'unknown');
    return;
  }
  expect([200, 303]).toContain(status);
  expect([person, isStored(world, person)]).toEqual([person, true]);
  model.fates.set(person, 'kept');
}

interface ErasingById {
  readonly person: number;
  readonly slug: string;
  readonly troubles: readonly Trouble[];
}

function eraseById({ person, slug, troubles }: ErasingById): Command {
  return command(`eraseById(${person}, ${tellAll(troubles)})`, async (model, world) => {
    const path = `/api/campaigns/${slug}/signatures/${idOf(person)}`;
    const response = await inTrouble(world, troubles, () => ask(path, asOrganizer({ method: 'DELETE' })));
    expectExcused(response.status, troubles);
    noteErasure(model, person, response.status, 204);
  });
}

interface ErasingByAddress extends ErasingById {
  readonly spelling: Signing['spelling'];
}

function eraseByAddress({ person, spelling, slug, troubles }: ErasingByAddress): Command {
  return command(`eraseByAddress(${person}, ${tellAll(troubles)})`, async (model, world) => {
    const before = isStored(world, person);
    const init = asOrganizer({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: spelling(addressOf(person)) }),
    });
    const response = await inTrouble(world, troubles, () => ask(`/api/campaigns/${slug}/erasures`, init));
    expectExcused(response.status, troubles);
    noteErasure(model, person, response.status, 200);
    if (response.status === 200) expect(await response.json()).toEqual({ erased: before ? 1 : 0 });
  });
}

function noteErasure(model: Model, person: number, status: number, done: number): void {
  if (status === done) {
    model.fates.set(person, 'absent');
    return;
  }
  expect(status).toBe(503);
  if (model.fates.get(person) === 'kept') model.fates.set(person, 'unknown');
}

function count({ slug, list }: { slug: string; list: Trouble }): Command {
  return command(`count(${tell(list)})`, async (model, world) => {
    await afterTheAge();
    const response = await inTrouble(world, [list], () => ask(`/api/campaigns/${slug}/count`));
    expectExcused(response.status, [list]);
    if (response.status === 503) {
      expect(world.lastCount).toBeNull();
      return;
    }
    expect(response.status).toBe(200);
    const { online } = (await response.json()) as { online: number };
    if (list.faults.length > 0 && online === world.lastCount) return;
    expect(online).toBeGreaterThanOrEqual(having(model, 'kept').length);
    expect(online).toBeLessThanOrEqual(having(model, 'kept', 'unknown').length);
    world.lastCount = online;
    const { list: lists } = world.blobs.operations;
    const again = (await (await ask(`/api/campaigns/${CAMPAIGN}/count?again`)).json()) as { online: number };
    expect([again.online, world.blobs.operations.list]).toEqual([online, lists]);
  });
}

/** Lets the age of the last count pass, at the price of no real time. */
export async function afterTheAge(): Promise<void> {
  await vi.advanceTimersByTimeAsync(MAX_AGE_MS);
}

function download({ slug, list, get }: { slug: string; list: Trouble; get: Trouble }): Command {
  return command(`download(${tell(list)}, ${tell(get)})`, async (model, world) => {
    const ids = await inTrouble(world, [list, get], () => downloadedIds(slug));
    if (ids === null) {
      expectExcused(503, [list, get]);
      return;
    }
    expect(new Set(ids).size).toBe(ids.length);
    for (const person of having(model, 'kept')) expect(ids).toContain(idOf(person));
    for (const person of having(model, 'absent')) expect(ids).not.toContain(idOf(person));
    expect(ids.length).toBeLessThanOrEqual(having(model, 'kept', 'unknown').length);
    // The download shows which of the unknown signatures are stored.
    for (const person of having(model, 'unknown'))
      model.fates.set(person, ids.includes(idOf(person)) ? 'kept' : 'absent');
  });
}

/** The process is killed and starts again. What it confirmed stands, and what it knew is forgotten. */
function crash(): Command {
  return command('crash()', (_, world) => {
    world.blobs.crash();
    forgetNumbers();
    world.lastCount = null;
    return Promise.resolve();
  });
}

/** The ids of a whole download. The result is `null` if the server refused it or the download broke off. */
async function downloadedIds(slug: string): Promise<string[] | null> {
  const response = await ask(`/api/campaigns/${slug}/signatures?format=ndjson`, asOrganizer());
  if (response.status === 503) return null;
  expect(response.status).toBe(200);
  const text = await response.text().catch(() => null);
  if (text === null) return null;
  const rows = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { id: string; campaign: string });
  expect(rows.filter(({ campaign }) => campaign !== CAMPAIGN)).toEqual([]);
  const ids = rows.map(({ id }) => id);
  expect(response.headers.get('signature-count')).toBe(String(ids.length));
  return ids;
}
