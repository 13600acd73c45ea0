import { signaturesPath } from '#domain/api-paths.ts';
import type { Signature } from '#domain/signature.ts';
import { type Finding, judge } from './finding.ts';
import { wrongHeaders, wrongNoStore, wrongStatus } from './headers-proof.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';

/** Who signs where, so that no two checks meet. */
export const PEOPLE = { first: 1, race: 2, spelled: 3, lost: [4, 5, 6, 7, 8], timed: people(9, 20) } as const;
export const ALL_PEOPLE = 28;

/** Signs of one person sent at once. All signs of a run together are fewer than one address may send in a minute. */
const RACERS = 50;

/** Nobody without a token can sign a draft; with one they are thanked, and stored once. */
export async function proveSigning(draft: ProofDraft, origin: string): Promise<Finding[]> {
  const uninvited = await fetch(new URL(signaturesPath(draft.campaign), origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ name: 'Undersigned Proof', email: draft.address(PEOPLE.first) }),
    signal: AbortSignal.timeout(30_000),
  });
  await uninvited.body?.cancel();
  const first = await draft.sign(PEOPLE.first);
  const again = await draft.sign(PEOPLE.first);
  return [
    judge('Nobody signs the draft without a token', wrongStatus(uninvited.status, 404)),
    judge('A sign is answered with the security headers and no-store', [
      ...wrongStatus(first.status, 200),
      ...wrongHeaders(first.headers),
      ...wrongNoStore(first.headers),
    ]),
    judge('Signing again is answered the same and adds nothing', [
      ...(first.status === again.status && first.text === again.text ? [] : ['the answers differ']),
      ...wrongRows(await draft.added(), 1),
    ]),
  ];
}

/** One person signs many times at once, and once more after that, each time under another name: one is stored, and stays. */
export async function proveRace(draft: ProofDraft): Promise<Finding[]> {
  const before = new Set((await draft.rows()).map(({ id }) => id));
  const stored = async () => (await draft.rows()).filter(({ id }) => !before.has(id));
  let whenFirstWasThanked: Promise<Signature[]> | undefined;
  const answers = await Promise.all(
    people(1, RACERS).map(async (racer) => {
      const answer = await draft.sign(PEOPLE.race, { name: `Undersigned Proof ${toLetters(racer)}` });
      whenFirstWasThanked ??= stored();
      // Its failure is met below; until then it must not count as unhandled.
      whenFirstWasThanked.catch(() => undefined);
      return answer;
    }),
  );
  const early = (await whenFirstWasThanked) ?? [];
  answers.push(await draft.sign(PEOPLE.race, { name: 'Undersigned Proof Afterwards' }));
  const late = await stored();
  const refused = answers.filter(({ status }) => status !== 200);
  const isLimited = refused.some(({ status }) => status === 429);
  return [
    judge(`Of ${RACERS} signs of one person at once one is stored, and ${RACERS} are thanked the same`, [
      ...(refused.length > 0 ? [`${refused.length} were refused (${refused[0]?.status})`] : []),
      ...(isLimited ? ['the site limits signs: wait a minute and run this again'] : []),
      ...(new Set(answers.map(({ text }) => text)).size > 1 ? ['the answers differ'] : []),
      ...wrongRows(late.length, 1),
      ...(JSON.stringify(early) === JSON.stringify(late)
        ? []
        : ['a later sign replaced the one that was thanked for']),
    ]),
  ];
}

/** One person writes the same address in several ways. */
export async function proveSpellings(draft: ProofDraft): Promise<Finding[]> {
  const before = await draft.added();
  const address = draft.address(PEOPLE.spelled);
  const spellings = [address, address.toUpperCase(), `  ${address} `, address.replace('@', '+tag@')];
  const answers = await Promise.all(spellings.map((email) => draft.sign(PEOPLE.spelled, { email })));
  return [
    judge('Capitals, spaces and a +tag make nobody a second person', [
      ...answers.flatMap(({ status }) => wrongStatus(status, 200)),
      ...wrongRows((await draft.added()) - before, 1),
    ]),
  ];
}

/** Connections that break off while somebody signs, at different moments; then they sign again, as people do. */
export async function proveLostReplies(draft: ProofDraft, latencies: Latencies): Promise<Finding[]> {
  const before = await draft.added();
  const usualMs = latencies.quantile(FIRST_SIGN, 0.5);
  const again = await Promise.all(
    PEOPLE.lost.map(async (person, index) => {
      const breakOff = AbortSignal.timeout(Math.round((usualMs * (index + 1)) / PEOPLE.lost.length));
      await draft.sign(person, {}, breakOff).catch(() => undefined);
      return draft.sign(person);
    }),
  );
  return [
    judge('Who signs again after the connection broke off is thanked and stored once', [
      ...again.flatMap(({ status }) => wrongStatus(status, 200)),
      ...wrongRows((await draft.added()) - before, PEOPLE.lost.length),
    ]),
  ];
}

export const FIRST_SIGN = 'sign';

/** People sign one after the other, each twice: what is measured, and rows for the checks that follow. */
export async function timeSigning(
  draft: ProofDraft,
  latencies: Latencies,
  signal: AbortSignal,
): Promise<Finding[]> {
  for (const person of PEOPLE.timed) {
    signal.throwIfAborted();
    await latencies.time(FIRST_SIGN, () => draft.sign(person));
    await latencies.time('sign again', () => draft.sign(person));
  }
  return [];
}

export function wrongRows(rows: number, expected: number): string[] {
  return rows === expected ? [] : [`${rows} rows are stored instead of ${expected}`];
}

function people(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Names take no digits kindly: 28 is `bb`. */
function toLetters(number: number): string {
  return number.toString(26).replace(/[0-9]/gu, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
}
