import { describe, expect, it, vi } from 'vitest';
import { someIds } from '../store/a-signature.ts';
import { logged } from './aside-request.ts';
import { NOW, run } from './hourly-world.ts';
import { withMail } from './mailbox.ts';
import { numbersOf, seedSignatures, storedNumbers } from './numbers-world.ts';
import { LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
withDateAt(NOW.toISOString());
const { server, count, last } = await withMail();

const HOUR_MS = 3_600_000;
const IDS = someIds(2_000);

/** Runs the hourly function at some hour, with so many signatures. */
async function runWith(hour: number, total: number, key = 'clean-river'): Promise<number> {
  vi.setSystemTime(NOW.valueOf() + hour * HOUR_MS);
  seedSignatures(blobs, key, IDS.slice(blobs.keys(STORE, `${key}/`).length, total));
  return run();
}

describe('an hour with far more signatures than usual', () => {
  it('is logged, and the organizers get a mail with campaign, hour and numbers', async () => {
    for (const [hour, total] of [
      [0, 100],
      [1, 103],
      [2, 106],
    ] as const) {
      expect(await runWith(hour, total), String(hour)).toBe(200);
    }
    expect([await logged(), count()]).toEqual([[], 0]);
    expect(await runWith(3, 540)).toBe(200);
    expect(await logged()).toEqual([' alarm 434']);
    expect([storedNumbers(blobs, 'clean-river').alarmed, count()]).toEqual(['2030-01-31', 1]);
    const mail = await last();
    expect(mail.subject).toBe('Far more signatures than usual: The campaign clean-river');
    expect(server.received[0]?.to).toEqual(['petition@river.example']);
    expect(mail.text).toContain('434 signatures came in the hour before January 31, 2030 at 3:00');
    expect(mail.text).toContain('An ordinary hour of the week before had 3.');
    expect(mail.text).toContain('https://petition.example/organizers/');
  });

  it('is one alarm a day, and another the next day', async () => {
    await runWith(0, 10);
    await runWith(1, 11);
    for (const [hour, total] of [
      [2, 60],
      [3, 200],
      [11, 400],
    ] as const) {
      await runWith(hour, total);
    }
    expect([await logged(), count()]).toEqual([[' alarm 49'], 1]);
    await runWith(14, 700);
    expect([await logged(), count()]).toEqual([[' alarm 49', ' alarm 300'], 2]);
  });

  it('is none in the first hour, nor in the second, which have nothing to compare with', async () => {
    expect(await runWith(0, 500)).toBe(200);
    expect(await runWith(1, 1_000)).toBe(200);
    expect(await runWith(2, 1_500)).toBe(200);
    expect([await logged(), count()]).toEqual([[], 0]);
  });

  it('is none where signatures come back from an aside, or retention erases some', async () => {
    seedSignatures(blobs, 'ended-by-date', IDS.slice(0, 500));
    for (const hour of [0, 1, 2]) expect(await runWith(hour, 3), String(hour)).toBe(200);
    expect((await logged()).filter((entry) => entry.includes('alarm'))).toEqual([]);
  });

  it('names no topic and nobody where the campaign is discreet', async () => {
    await runWith(0, 10, 'quiet-river');
    await runWith(1, 11, 'quiet-river');
    await runWith(2, 99, 'quiet-river');
    expect(await logged()).toEqual([' alarm 88']);
    const { subject, text, html, from } = await last();
    expect(from).toEqual({ name: '', address: 'petition@river.example' });
    const all = [subject, text, html].join('\n').replaceAll('https://petition.example', '');
    expect(all).toContain('88 entries');
    expect(all).not.toMatch(/petiti|\bsign(?!ific)|campa|river/iu);
  });

  it('is found again by the next run where the log is down, and nothing is published before', async () => {
    watchLog();
    await runWith(0, 10);
    await runWith(1, 11);
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith('entry/') ? { status: 403 } : undefined,
    );
    expect(await runWith(2, 99)).toBe(503);
    expect([numbersOf(blobs, 'clean-river')?.online, blobs.keys(LOG_STORE, 'entry/'), count()]).toEqual([
      11,
      [],
      0,
    ]);
    blobs.faults.clear();
    expect(await runWith(3, 100)).toBe(200);
    expect([await logged(), count()]).toEqual([[' alarm 89'], 1]);
  });

  it('is logged and published though the mail service is down, and the run says so', async () => {
    const said = watchLog();
    await runWith(0, 10);
    await runWith(1, 11);
    server.fail('connect', 421);
    expect(await runWith(2, 99)).toBe(503);
    expect([await logged(), numbersOf(blobs, 'clean-river')?.online]).toEqual([[' alarm 88'], 99]);
    expect(said()).toContain('The mail service did not take a mail');
    server.mend();
    expect(await runWith(3, 300)).toBe(200);
    expect([await logged(), count()]).toEqual([[' alarm 88'], 0]);
  });

  it('is only logged where no mail is set up', async () => {
    vi.stubEnv('MAIL_FROM', '');
    vi.stubEnv('MAIL_URL', '');
    await runWith(0, 10);
    await runWith(1, 11);
    expect(await runWith(2, 99)).toBe(200);
    expect([await logged(), count()]).toEqual([[' alarm 88'], 0]);
  });
});
