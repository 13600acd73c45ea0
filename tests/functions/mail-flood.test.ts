import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Mail, MailFailure, type MailService } from '#mail/mail.ts';
import { MAIL_FROM } from './content.ts';
import { before, run } from './hourly-world.ts';
import { sendJson, verdict } from './mailbox.ts';
import { ORIGIN, watchLog, withBlobs } from './platform.ts';
import { aForm } from './sign-request.ts';
import { withVirtualTime } from './virtual-time.ts';

const blobs = await withBlobs();
const REQUESTS = Number(process.env['RACERS']);
const AT_ONCE = 50;

/** A mail service without a network: a session takes as long as ever. */
const service = vi.hoisted(() => ({ mails: [] as Mail[], pretended: 0, failsAfterMs: 0 }));

vi.mock('#smtp/mail-service.ts', () => ({
  mailService: (): MailService => ({
    deliver: async (mail) => {
      if (service.failsAfterMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, service.failsAfterMs));
        throw new MailFailure('connect', 'notTaken');
      }
      service.mails.push(mail);
    },
    pretend: () => {
      service.pretended += 1;
      return Promise.resolve();
    },
  }),
}));

withVirtualTime(blobs, { days: true });

beforeEach(() => {
  vi.setSystemTime(before(0));
  vi.stubEnv('MAIL_FROM', MAIL_FROM);
  vi.stubEnv('URL', ORIGIN);
  Object.assign(service, { mails: [], pretended: 0, failsAfterMs: 0 });
});

/** Sends so many requests, fifty at once, and gives how many answers of each status came. */
async function flood(emailOf: (index: number) => string): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, (_, index) =>
      sendJson('signatures', aForm({ email: emailOf(sent + index) })),
    );
    for (const { status } of await Promise.all(requests)) statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

/** The keys in the memory of mails. */
function remembered(): string[] {
  return blobs.keys('mails-local-2030-01-31');
}

describe(`${REQUESTS} requests for mails`, () => {
  it('to one address send no more than its mails of a day, whatever its spelling', async () => {
    const statuses = await flood((index) => `${index % 2 ? 'Ada' : 'ada'}+${index}@example.org`);
    expect(statuses).toEqual({ 202: REQUESTS });
    const { mails, pretended } = service;
    expect([mails.length, pretended, remembered().length]).toEqual([3, REQUESTS - 3, 3]);
    // One list and one write each, and one try more for whoever lost a place to another.
    const { put, list, get, delete: deleted } = blobs.operations;
    expect([list, deleted]).toEqual([put, 0]);
    expect(list).toBeGreaterThanOrEqual(REQUESTS);
    expect(list).toBeLessThanOrEqual(REQUESTS + 3 * AT_ONCE);
    expect(get).toBeLessThanOrEqual(3 * AT_ONCE);
  }, 600_000);

  it('to strangers send one each, keep a digest each, and all of it is gone two days later', async () => {
    const statuses = await flood((index) => `stranger${index}@example.org`);
    expect(statuses).toEqual({ 202: REQUESTS });
    expect(new Set(service.mails.map(({ to }) => to)).size).toBe(REQUESTS);
    expect([remembered().length, blobs.size('signatures-local')]).toEqual([REQUESTS, 0]);
    expect(blobs.operations).toMatchObject({ total: 2 * REQUESTS, list: REQUESTS, put: REQUESTS });
    vi.setSystemTime(before(-2 * 86_400_000));
    expect(await run()).toBe(200);
    expect(remembered()).toEqual([]);
  }, 600_000);
});

describe('a mail service that takes long to fail', () => {
  it('does not take the place for nothing', async () => {
    watchLog();
    service.failsAfterMs = 8_000;
    for (let time = 0; time < 4; time += 1)
      expect(await verdict(sendJson('signatures', aForm())), `time ${time}`).toBe('503 mail.unavailable');
    expect(remembered()).toEqual([]);
  });
});
