import { beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyChain } from '#audit/audit-chain.ts';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
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
    expect(verifyChain(entries)).toEqual([]);
    expect(JSON.stringify(entries)).not.toMatch(/example\.org|Ada|\d+\.\d+\.\d+\.\d+/);
  });

  it('stays one chain when many processes write at once, replies lost on the way', async () => {
    const processes = [await freshProcess()];
    for (let index = 1; index < 4; index += 1) {
      vi.resetModules();
      processes.push(await freshProcess());
    }
    blobs.faults.next('put', 'lostAfter', 5);
    const downloads = processes.flatMap((send) =>
      Array.from({ length: 5 }, () => send(addressOf(SLUG), asOrganizer())),
    );
    for (const response of await Promise.all(downloads)) expect(response.status, response.url).toBe(200);
    const entries = await logOf(await freshProcess());
    expect(entries).toHaveLength(20);
    expect(verifyChain(entries)).toEqual([]);
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
    expect(blobs.operations.get).toBe(0);
  });

  it('sums refused tokens: one entry an hour for all processes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T10:00:00Z') });
    const wrong = { headers: { authorization: `Bearer ${'X'.repeat(40)}` } };
    const send = await freshProcess();
    for (let index = 0; index < 5; index += 1) expect((await send(addressOf(SLUG), wrong)).status).toBe(401);
    vi.resetModules();
    await (
      await freshProcess()
    )(addressOf(SLUG), wrong);
    expect(await logOf(send)).toMatchObject([{ who: '', what: 'refused', campaign: '', count: 1 }]);
    vi.setSystemTime(new Date('2026-01-01T11:00:00Z'));
    await send(addressOf(SLUG), wrong);
    expect(await logOf(send)).toMatchObject([{ count: 1 }, { what: 'refused', count: 5 }]);
    vi.useRealTimers();
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

describe('verifying the log', () => {
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
      expect(verifyChain(forged).length, JSON.stringify(forged)).toBeGreaterThan(0);
    }
    expect(verifyChain(log)).toEqual([]);
  });

  it('finds entries cut off at the end by what was noted down', async () => {
    const log = await aLog();
    const last = log.at(-1);
    expect(verifyChain(log.slice(0, -1))).toEqual([]);
    expect(verifyChain(log.slice(0, -1), last)).toHaveLength(1);
    expect(verifyChain(log, last)).toEqual([]);
  });
});
