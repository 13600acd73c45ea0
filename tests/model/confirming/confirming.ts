import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { CODE_LETTERS } from '#domain/confirmation-token.ts';
import { tellAll, trouble } from '../command.ts';
import { expectExcused, inTrouble, type Trouble } from '../world.ts';
import { askForMail, soundAsking, tellAsking, TIME_ZONE } from './asking.ts';
import { allowConfirmed, type Asked, type Confirming, type Ledger, noteUnmarked, recent } from './ledger.ts';
import { CAMPAIGNS, LAST_MOMENT } from './own-content.ts';
import { expectRefused, isForm, send, slug, type Way } from './sending.ts';
import { command, type World } from './world.ts';

const CONFIRMABLE_MS = 72 * 3_600_000;
const ENDPOINT = 'confirmations';
export const LEEWAY_MS = 60_000;

/** How a record is confirmed. */
export interface Handing extends Pick<Way, 'slug' | 'isForm'> {
  /** By the link, or by the code in one of its spellings. */
  readonly by: 'token' | 'code' | 'lower' | 'spaced';
}

export const handing: fc.Arbitrary<Handing> = fc.record({
  slug,
  isForm,
  by: fc.constantFrom('token', 'code', 'lower', 'spaced'),
});

function fieldsOf({ record, mailed }: Asked, { by }: Handing): Readonly<Record<string, string>> {
  const { code, token } = mailed ?? { code: '00000-00000', token: `${record}.0000000000` };
  if (by === 'token') return { token };
  if (by === 'lower') return { record, code: code.toLowerCase().replace('-', '') };
  return { record, code: by === 'spaced' ? ` ${code.replaceAll(/[0-9A-Z]/gu, '$& ')}` : code };
}

export function hand(asked: Asked, handing: Handing): Promise<Response> {
  return send({ ...handing, campaign: asked.place.campaign }, ENDPOINT, fieldsOf(asked, handing));
}

/** Any of the latest records is confirmed, as often as it comes. Its write may arrive later. */
const confirmings = fc
  .record({
    pick: fc.nat(),
    handing,
    isLate: fc.boolean(),
    troubles: fc.tuple(trouble('get'), trouble('put')),
  })
  .map(({ pick, handing, isLate, troubles }) =>
    command(
      `confirm(${pick}, ${handing.by}${isLate ? ', late' : ''}, ${tellAll(troubles)})`,
      (ledger, world) =>
        confirmOne(ledger, world, {
          asked: recent(ledger.asked, pick),
          handing,
          isLate,
          leeway: LEEWAY_MS,
          troubles,
        }),
    ),
  );

interface OneConfirming {
  readonly asked: Asked | undefined;
  readonly handing: Handing;
  readonly isLate: boolean;
  /** How much later it may arrive: a request of before may still be waiting for its next try. */
  readonly leeway: number;
  readonly troubles: readonly Trouble[];
}

/** Confirms a record, and notes what may stand. */
export async function confirmOne(
  ledger: Ledger,
  world: World,
  { asked, handing, isLate, leeway, troubles }: OneConfirming,
): Promise<void> {
  if (!asked) return;
  world.late.holdNext(isLate ? asked : null);
  const from = Date.now();
  const response = await inTrouble(world, troubles, () => hand(asked, handing));
  world.late.holdNext(null);
  expectExcused(response.status, troubles);
  const confirming = await outcomeOf(asked, response, { ...handing, from, latest: from + leeway });
  if (confirming) allowConfirmed(ledger, asked.place, [confirming]);
}

/** An answer to what was sent at some time, and arrived not later than `latest`. */
type Handed = Handing & { readonly from: number; readonly latest: number };

/** Checks an answer to a confirmation; `null` for a refusal, after which nothing may have changed. */
export async function outcomeOf(
  asked: Asked,
  response: Response,
  { from, latest, ...handing }: Handed,
): Promise<Confirming | null> {
  const { place, at, mailed } = asked;
  const way = { ...handing, campaign: place.campaign };
  if (!mailed) return refused('422 code.invalid');
  const mayExpire = latest - at > CONFIRMABLE_MS && response.status === 422;
  if (mayExpire || from - at > CONFIRMABLE_MS) return refused('422 code.expired');
  if (place.kind === 'signature' && isOver(way, from)) return refused('409 campaign.closed');
  if (response.status === 503) return at <= place.surely ? null : { asked, outcome: 'unknown' };
  if (at <= place.surely) return refused('409 signature.withdrawn');
  if (response.status === 409) {
    expect(at).toBeLessThanOrEqual(place.maybe);
    return refused('409 signature.withdrawn');
  }
  await expectThanks(response, asked, handing);
  noteUnmarked(place, asked);
  return { asked, outcome: 'thanked' };

  async function refused(wanted: string): Promise<null> {
    await expectRefused(response, way, wanted);
    return null;
  }
}

function isOver({ campaign: { closes } }: Pick<Way, 'campaign'>, now: number): boolean {
  return closes !== null && dayIn(TIME_ZONE, new Date(now)) > daysAfter(closes, 1);
}

async function expectThanks(response: Response, { place }: Asked, { isForm }: Handing): Promise<void> {
  expect(response.status).toBe(isForm ? 303 : 200);
  if (!isForm) {
    expect(await response.json()).toEqual({ status: 'accepted' });
    return;
  }
  const page = place.kind === 'news' ? 'news/thanks' : 'thanks';
  expect(response.headers.get('location')).toMatch(
    new RegExp(`^(?:/es)?/${place.campaign.slugs[0] ?? ''}/${page}/$`, 'u'),
  );
}

/** A person signs, or asks for news, and confirms at once. */
const changes = fc.record({ asking: soundAsking, handing }).map(({ asking, handing }) =>
  command(`change(${tellAsking(asking)})`, async (ledger, world) => {
    const asked = await askForMail(ledger, world, asking);
    await confirmOne(ledger, world, {
      asked: asked ?? undefined,
      handing,
      isLate: false,
      leeway: LEEWAY_MS,
      troubles: [],
    });
  }),
);

/** Two ways to break what is sent: another character, or another campaign. */
const damages = fc
  .record({ pick: fc.nat(), handing, place: fc.nat(), letter: fc.nat(), isElsewhere: fc.boolean() })
  .map(({ pick, handing, place, letter, isElsewhere }) =>
    command(`damaged(${pick}, ${handing.by}, ${isElsewhere ? 'elsewhere' : place})`, async (ledger) => {
      const asked = recent(ledger.asked, pick);
      if (!asked?.mailed) return;
      const { campaign } = asked.place;
      const other = CAMPAIGNS.find((found) => found !== campaign) ?? campaign;
      const way = { ...handing, campaign: isElsewhere ? other : campaign };
      const fields = fieldsOf(asked, handing);
      const sent = isElsewhere ? fields : damaged(fields, place, letter);
      await expectRefused(await send(way, ENDPOINT, sent), way, '422 code.invalid');
    }),
  );

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The fields with one character of a record or a code changed into another. */
function damaged(fields: Readonly<Record<string, string>>, place: number, letter: number) {
  const [name = '', text = ''] = Object.entries(fields)[place % Object.keys(fields).length] ?? [];
  const isCode = name === 'code' || (name === 'token' && place % 2 === 0);
  const start = name === 'token' && isCode ? text.indexOf('.') + 1 : 0;
  const end = name === 'token' && !isCode ? text.indexOf('.') : text.length;
  const places = Array.from({ length: end - start }, (_, index) => start + index).filter((index) =>
    (isCode ? /[0-9A-Z]/iu : /./u).test(text.charAt(index)),
  );
  const index = places[place % places.length] ?? 0;
  const old = isCode ? text.charAt(index).toUpperCase() : text.charAt(index);
  const letters = Array.from(isCode ? CODE_LETTERS : BASE64URL).filter((other) => other !== old);
  const changed = letters[letter % letters.length] ?? '';
  return { ...fields, [name]: text.slice(0, index) + changed + text.slice(index + 1) };
}

/** A record is confirmed in its last millisecond, or in the next. */
const edges = fc.record({ pick: fc.nat(), handing, isOver: fc.boolean() }).map(({ pick, handing, isOver }) =>
  command(`confirmAtTheEdge(${pick}, ${isOver ? 'over' : 'in time'})`, async (ledger, world) => {
    const asked = recent(ledger.asked, pick);
    // What waits for its next try would move the clock.
    await vi.advanceTimersByTimeAsync(LEEWAY_MS);
    const edge = (asked?.at ?? 0) + CONFIRMABLE_MS + (isOver ? 1 : 0);
    if (edge < Date.now() || edge > LAST_MOMENT) return;
    world.late.forget();
    vi.setSystemTime(edge);
    await confirmOne(ledger, world, { asked, handing, isLate: false, leeway: 0, troubles: [] });
  }),
);

export const CONFIRMING = [confirmings, confirmings, changes, damages, edges];
