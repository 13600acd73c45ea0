import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import { aTrail, complaintsAbout } from './audit-trail.ts';
import type { ask } from './platform.ts';
import { asOrganizer, LOG_STORE, STORE, TOKEN, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, signByForm } from './sign-request.ts';

const blobs = await withBlobs();
const SLUG = 'clean-river';

beforeEach(() => {
  // Every test starts with an empty log. A process that remembers its last entry would not expect that.
  vi.resetModules();
});

/** Imports the platform with the functions of a new process. */
async function freshProcess(): Promise<typeof ask> {
  return (await import('./platform.ts')).ask;
}

async function logOf(send: typeof ask): Promise<AuditEntry[]> {
  return parseAuditLog(await (await send('/api/audit', asOrganizer())).text());
}

const erasing = (email: string) =>
  asOrganizer({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });

describe('the log', () => {
  it('tells who did what, when and to how many, in an unbroken chain', async () => {
    const send = await freshProcess();
    await signByForm(aForm());
    await signByForm(aForm({ email: 'eva@example.org' }));
    await (await send(addressOf(SLUG), asOrganizer())).text();
    await send(`/api/campaigns/${SLUG}/erasures`, erasing('eva@example.org'));
    await send(`/api/campaigns/${SLUG}/erasures`, erasing('nobody@example.org'));
    const id = blobs.keys(STORE)[0]?.split('/')[1] ?? '';
    await send(`${addressOf(SLUG)}/${id}`, asOrganizer({ method: 'DELETE' }));
    const entries = await logOf(send);
    expect(entries).toMatchObject([
      { number: 1, who: 'ana', what: 'download', campaign: SLUG, count: 2, previous: '' },
      { number: 2, who: 'ana', what: 'erase-address', campaign: SLUG, count: 1 },
      { number: 3, who: 'ana', what: 'erase-address', campaign: SLUG, count: 0 },
      { number: 4, who: 'ana', what: 'erase', campaign: SLUG, count: 1 },
    ]);
    expect(entries.every(({ at }) => at.endsWith('Z'))).toBe(true);
    expect(complaintsAbout(entries)).toEqual([]);
    expect(JSON.stringify(entries)).not.toMatch(/example\.org|Ada|\d+\.\d+\.\d+\.\d+/);
  });

  it('stays one chain when many processes write at once, replies lost on the way', async () => {
    watchLog();
    const processes = [await freshProcess()];
    for (let index = 1; index < 4; index += 1) {
      vi.resetModules();
      processes.push(await freshProcess());
    }
    blobs.faults.next('put', 'lostAfter', 5);
    const downloads = processes.flatMap((send) =>
      Array.from({ length: 5 }, () => send(addressOf(SLUG), asOrganizer())),
    );
    const statuses = (await Promise.all(downloads)).map(({ status }) => status);
    // Netlify is asked again by us, a file by the organizer.
    const lost = blobs.host === 'netlify' ? 0 : 5;
    expect(statuses.filter((status) => status === 503)).toHaveLength(lost);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20 - lost);
    const entries = await logOf(await freshProcess());
    expect(entries.length).toBeGreaterThanOrEqual(20 - lost);
    expect(entries.length).toBeLessThanOrEqual(20);
    expect(complaintsAbout(entries)).toEqual([]);
  });

  it('has no entry for HEAD, which hands out nothing', async () => {
    const send = await freshProcess();
    await send(addressOf(SLUG), asOrganizer({ method: 'HEAD' }));
    expect(await logOf(send)).toEqual([]);
  });

  it('has no deed without an entry: 503, and nothing is handed out or erased', async () => {
    watchLog();
    const send = await freshProcess();
    await signByForm(aForm());
    const id = blobs.keys(STORE)[0]?.split('/')[1] ?? '';
    blobs.faults.always('put', { status: 403 });
    expect((await send(addressOf(SLUG), asOrganizer())).status).toBe(503);
    expect((await send(`/api/campaigns/${SLUG}/erasures`, erasing('ada@example.org'))).status).toBe(503);
    expect((await send(`${addressOf(SLUG)}/${id}`, asOrganizer({ method: 'DELETE' }))).status).toBe(503);
    expect(blobs.size(STORE)).toBe(1);
    // The one read is that of the asides.
    expect(blobs.operations.get).toBe(1);
  });

  it('tells an attack by refused tokens from a typing error, at a bounded cost', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T10:00:00Z') });
    const wrong = { headers: { authorization: `Bearer ${'X'.repeat(40)}` } };
    const send = await freshProcess();
    for (let index = 0; index < 1_234; index += 1) await send(addressOf(SLUG), wrong);
    vi.resetModules();
    const other = await freshProcess();
    for (let index = 0; index < 99; index += 1) await other('/api/audit', wrong);
    const counts = async () => (await logOf(send)).map(({ what, count }) => [what, count]);
    const hour = [1, 10, 100, 1_000].map((count) => ['refused', count]);
    expect(await counts()).toEqual(hour);
    vi.setSystemTime(new Date('2026-01-01T11:00:00Z'));
    await Promise.all(Array.from({ length: 20 }, () => send(addressOf(SLUG), wrong)));
    expect(await counts()).toEqual([...hour, ['refused', 1], ['refused', 10]]);
    expect(complaintsAbout(await logOf(send))).toEqual([]);
    // An entry and its mark.
    expect(blobs.size(LOG_STORE)).toBe(2 * 6);
    vi.useRealTimers();
  });

  it('is written by one process in turn, so that sixty erasures at once cost sixty writes of the log', async () => {
    const send = await freshProcess();
    const id = (index: number) => index.toString(16).padStart(32, '0');
    const erase = (index: number) =>
      send(`${addressOf(SLUG)}/${id(index)}`, asOrganizer({ method: 'DELETE' }));
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => erase(index)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    // Each erasure also writes its mark.
    expect([blobs.operations.put, blobs.operations.get]).toEqual([120, 0]);
    const entries = await logOf(send);
    expect([entries.length, complaintsAbout(entries)]).toEqual([60, []]);
  });

  it('finds its end anew where other processes made it much longer', async () => {
    const send = await freshProcess();
    await send(addressOf(SLUG), asOrganizer());
    blobs.seed(LOG_STORE, aTrail(3_000));
    blobs.operations.reset();
    expect((await send(addressOf(SLUG), asOrganizer())).status).toBe(200);
    expect(blobs.operations.total).toBeLessThan(120);
    expect((await logOf(send)).at(-1)?.number).toBe(3_001);
  });

  it('is written again after a failure, which stops nobody who waits', async () => {
    watchLog();
    const send = await freshProcess();
    blobs.faults.next('put', { status: 403 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(addressOf(SLUG), asOrganizer())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 503]);
    expect(complaintsAbout(await logOf(send))).toEqual([]);
  });

  it('is not touched by a visitor without a token', async () => {
    const send = await freshProcess();
    await send(addressOf(SLUG));
    expect(blobs.size(LOG_STORE)).toBe(0);
  });

  it('is for organizers only, and read only', async () => {
    const send = await freshProcess();
    expect((await send('/api/audit')).status).toBe(401);
    expect((await send('/api/audit', { headers: { authorization: `Bearer ${TOKEN}x` } })).status).toBe(401);
    const response = await send('/api/audit', asOrganizer({ method: 'DELETE' }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('is 503 when it cannot be read whole', async () => {
    watchLog();
    const send = await freshProcess();
    await (await send(addressOf(SLUG), asOrganizer())).text();
    blobs.faults.always('get', { status: 403 });
    expect((await send('/api/audit', asOrganizer())).status).toBe(503);
  });
});

describe('a download in parts', () => {
  const part = (send: typeof ask, number: number, init: RequestInit = {}, of = 4) =>
    send(`${addressOf(SLUG)}?format=ndjson&part=${number}/${of}`, asOrganizer(init));

  async function partsOf(send: typeof ask): Promise<(string | undefined)[]> {
    return (await logOf(send)).map((entry) => entry.part);
  }

  it('is one entry, which says its parts and is as true as any other', async () => {
    const send = await freshProcess();
    for (const number of [1, 2, 3, 4, 3]) await part(send, number);
    const entries = await logOf(send);
    expect(entries).toMatchObject([{ who: 'ana', what: 'download', campaign: SLUG, count: 0, part: '1/4' }]);
    expect(complaintsAbout(entries)).toEqual([]);
    expect(complaintsAbout(entries.map((entry) => ({ ...entry, part: '2/4' })))).toHaveLength(1);
    await part(send, 1);
    expect(await partsOf(send)).toEqual(['1/4', '1/4']);
  });

  it('is an entry for each part where the first was not asked for', async () => {
    const send = await freshProcess();
    for (const number of [2, 3, 3]) await part(send, number);
    expect(await partsOf(send)).toEqual(['2/4', '3/4', '3/4']);
    await part(send, 1, { method: 'HEAD' });
    await send(addressOf(SLUG), asOrganizer());
    await part(send, 4);
    expect(await partsOf(send)).toEqual(['2/4', '3/4', '3/4', undefined, '4/4']);
  });

  it('begins anew for each organizer, each campaign and each day (UTC)', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T23:59:59Z') });
    const eva = 'E'.repeat(40);
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},eva:${eva}`);
    const send = await freshProcess();
    const path = (slug: string) => `${addressOf(slug)}?format=ndjson&part=2/4`;
    await part(send, 1);
    await send(path(SLUG), { headers: { authorization: `Bearer ${eva}` } });
    await send(path('asks-nothing'), asOrganizer());
    await part(send, 2);
    vi.setSystemTime(new Date('2026-01-02T00:00:00Z'));
    await part(send, 3);
    expect((await logOf(send)).map((entry) => [entry.who, entry.campaign, entry.part])).toEqual([
      ['ana', SLUG, '1/4'],
      ['eva', SLUG, '2/4'],
      ['ana', 'asks-nothing', '2/4'],
      ['ana', SLUG, '3/4'],
    ]);
    vi.useRealTimers();
  });

  it('has an entry too many and never one too few, whatever races', async () => {
    const send = await freshProcess();
    vi.resetModules();
    const other = await freshProcess();
    const answers = await Promise.all(
      [3, 1, 2, 1, 4].map((number, index) => part(index % 2 === 0 ? send : other, number)),
    );
    for (const answer of answers) expect(answer.status, answer.url).toBe(200);
    const parts = await partsOf(send);
    expect(parts.filter((one) => one === '1/4')).toHaveLength(2);
    expect(complaintsAbout(await logOf(send))).toEqual([]);
  });

  it('gives nothing where the log, or the mark of the day, cannot be read or written', async () => {
    watchLog();
    for (const [number, operation] of [
      [1, 'put'],
      [2, 'put'],
      [2, 'get'],
    ] as const) {
      const send = await freshProcess();
      blobs.faults.always(operation, { status: 403 });
      expect((await part(send, number)).status, `${operation} ${number}`).toBe(503);
      blobs.faults.clear();
      expect(await logOf(send), `${operation} ${number}`).toEqual([]);
    }
    const send = await freshProcess();
    // The entry is written, and its mark is not.
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith('first-part/') ? { status: 403 } : undefined,
    );
    expect((await part(send, 1)).status).toBe(503);
    expect(await partsOf(send)).toEqual(['1/4']);
    blobs.faults.clear();
    await part(send, 2);
    expect(await partsOf(send)).toEqual(['1/4', '2/4']);
  });

  it('leaves no name of an organizer in a key', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `Ana María:${TOKEN}`);
    const send = await freshProcess();
    await part(send, 1);
    expect(blobs.keys(LOG_STORE, 'first-part/')).toEqual([
      expect.stringMatching(/^first-part\/\d{4}-\d\d-\d\d\/[0-9a-f]{32}$/),
    ]);
  });
});

describe('verifying the log', () => {
  it('takes an entry of before there were parts, as it was written', () => {
    const old = {
      number: 1,
      at: '2016-01-31T12:00:00.000Z',
      who: 'ana',
      what: 'download',
      campaign: 'clean-river',
      count: 3,
      nonce: '0123456789abcdef',
      previous: '',
      hash: 'b8f9267aabafba24cc3a56de56f8a71e0e96eea164e443babeb8d987d93e97cc',
    };
    expect(complaintsAbout(parseAuditLog(JSON.stringify(old)))).toEqual([]);
  });

  async function aLog(): Promise<AuditEntry[]> {
    const send = await freshProcess();
    for (let index = 0; index < 4; index += 1) await (await send(addressOf(SLUG), asOrganizer())).text();
    return logOf(send);
  }

  it('finds an entry that was changed, removed, swapped or put in', async () => {
    const log = await aLog();
    const [one, two, three, four] = log;
    if (!one || !two || !three || !four) throw new RangeError('The log has four entries.');
    for (const forged of [
      [one, { ...two, count: 7 }, three, four],
      [one, three, four],
      [two, three, four],
      [one, three, two, four],
      [one, two, { ...two, number: 3 }, three, four],
    ]) {
      expect(complaintsAbout(forged).length, JSON.stringify(forged)).toBeGreaterThan(0);
    }
    expect(complaintsAbout(log)).toEqual([]);
  });

  it('finds entries cut off at the end by what was noted down', async () => {
    const log = await aLog();
    const last = log.at(-1);
    expect(complaintsAbout(log.slice(0, -1))).toEqual([]);
    expect(complaintsAbout(log.slice(0, -1), last)).toHaveLength(1);
    expect(complaintsAbout(log, last)).toEqual([]);
  });
});
