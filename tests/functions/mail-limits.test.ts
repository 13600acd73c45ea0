import { describe, expect, it, vi } from 'vitest';
import { type FormName, sendForm, sendJson, verdict, withMail } from './mailbox.ts';
import { watchLog, withBlobs } from './platform.ts';
import { aForm, seen } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const MEMORY = 'mails-local-2030-01-31';

withDateAt('2030-01-31T12:00:00Z');

/** Asks for a mail of each kind. */
function askFor(name: FormName, email = 'ada@example.org', slug = 'by-mail'): Promise<Response> {
  return sendJson(name, name === 'signatures' ? aForm({ email }) : { email }, slug);
}

/** An answer without what is new each time. */
async function shapeOf(answering: Promise<Response>) {
  const { status, headers, body } = await seen(await answering);
  return { status, headers, body: body.replace(/"record":"1[\w-]+"/u, '"record":"…"') };
}

const LIMITS = [
  ['signatures', 3],
  ['withdrawal-mails', 1],
  ['news', 1],
] as const;

describe('the mails of a day', () => {
  it.each(LIMITS)('are limited: %s to %i', async (name, most) => {
    const before = mailbox.server.sessions;
    const first = await shapeOf(askFor(name));
    for (let time = 2; time <= most + 3; time += 1)
      expect(await shapeOf(askFor(name)), `time ${time}`).toEqual(first);
    expect(mailbox.count()).toBe(most);
    expect(blobs.keys(MEMORY)).toHaveLength(most);
    // The mail service is asked each time, so that the time tells nothing.
    expect(mailbox.server.sessions - before).toBe(most + 3);
  });

  it.each(LIMITS)('are limited when fifty ask at once: %s to %i', async (name, most) => {
    blobs.latencyMs = 2;
    const asked = Array.from({ length: 50 }, () => askFor(name));
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([202]));
    expect(mailbox.count()).toBe(most);
  });

  it('are limited over the whole site, and over the spellings of one mailbox', async () => {
    for (const [slug, email] of [
      ['by-mail', 'ada@example.org'],
      ['by-mail-too', 'Ada+two@Example.org'],
      ['by-mail-quietly', ' ADA@example.org '],
      ['by-mail-until', 'ada@EXAMPLE.org'],
      ['by-post', 'ada+five@example.org'],
    ] as const)
      expect((await askFor('signatures', email, slug)).status, slug).toBe(202);
    expect(mailbox.count()).toBe(3);
    await askFor('signatures', 'eva@example.org');
    expect(mailbox.count()).toBe(4);
  });

  it('have a limit of their own for each kind', async () => {
    for (let time = 0; time < 5; time += 1) for (const [name] of LIMITS) await askFor(name);
    expect(mailbox.count()).toBe(5);
  });

  it('begin anew with the next day in UTC', async () => {
    vi.setSystemTime(new Date('2030-01-31T23:59:59.999Z'));
    await askFor('news');
    await askFor('news');
    expect(mailbox.count()).toBe(1);
    vi.setSystemTime(new Date('2030-02-01T00:00:00.000Z'));
    await askFor('news');
    await askFor('news');
    expect(mailbox.count()).toBe(2);
    expect(blobs.keys('mails-local-2030-02-01')).toHaveLength(1);
  });

  it('leave a keyed digest, another one each day, and nothing that was typed', async () => {
    await askFor('news');
    vi.setSystemTime(new Date('2030-02-01T12:00:00Z'));
    await askFor('news');
    const entries = [MEMORY, 'mails-local-2030-02-01'].map((store) => {
      const [key = ''] = blobs.keys(store);
      return { key, body: blobs.read(store, key)?.body.toString() ?? '' };
    });
    for (const { key, body } of entries)
      expect(`${key} ${body}`, key).toMatch(/^[0-9a-f]{32}\/news1 [0-9a-f]{16}$/u);
    expect(entries[0]?.key).not.toBe(entries[1]?.key);
  });
});

describe('a mail that the service did not take', () => {
  it.each([
    ['connect', 421],
    ['sender', 451],
    ['recipient', 450],
    ['data', 451],
    ['message', 452],
    ['connect', 'cuts'],
    ['recipient', 'cuts'],
  ] as const)('does not count, and is a 503: %s %s', async (step, how) => {
    const log = watchLog();
    mailbox.server.fail(step, how);
    for (let time = 0; time < 5; time += 1)
      expect(await verdict(askFor('signatures')), `time ${time}`).toBe('503 mail.unavailable');
    expect([mailbox.count(), blobs.keys(MEMORY)]).toEqual([0, []]);
    mailbox.server.mend();
    for (let time = 0; time < 5; time += 1) await askFor('signatures');
    expect(mailbox.count()).toBe(3);
    expect(log()).not.toMatch(/ada|example\.org|hunter2/iu);
  });

  it('costs the same store operations beyond the limit, and gives back no place of a mail that went', async () => {
    watchLog();
    for (let time = 0; time < 3; time += 1) await askFor('signatures');
    const taken = blobs.keys(MEMORY);
    expect(taken).toHaveLength(3);
    mailbox.server.fail('connect', 421);
    const spent = async (email: string) => {
      blobs.operations.reset();
      const answer = await shapeOf(askFor('signatures', email));
      const { put, list, delete: deleted, total } = blobs.operations;
      return { answer, put, list, deleted, total };
    };
    expect(await spent('ada@example.org')).toEqual(await spent('eva@example.org'));
    expect(blobs.keys(MEMORY)).toEqual(taken);
  });

  it('counts where nobody knows whether it was taken', async () => {
    watchLog();
    mailbox.server.fail('message', 'cuts');
    for (let time = 0; time < 3; time += 1)
      expect((await askFor('signatures')).status, `time ${time}`).toBe(503);
    expect(blobs.keys(MEMORY)).toHaveLength(3);
  });

  it.each(LIMITS)('because it refuses the address is a 422, and does not count: %s', async (name) => {
    watchLog();
    mailbox.server.fail('recipient', 550);
    for (let time = 0; time < 5; time += 1)
      expect(await verdict(askFor(name)), `time ${time}`).toBe('422 email.undeliverable');
    expect(blobs.keys(MEMORY)).toEqual([]);
  });

  it('is a 422 also where its place cannot be given back', async () => {
    watchLog();
    mailbox.server.fail('recipient', 550);
    blobs.faults.always('delete', { status: 403 });
    expect(await verdict(askFor('news'))).toBe('422 email.undeliverable');
  });

  it('shows the page again with what was typed, and no trace of the service', async () => {
    const log = watchLog();
    mailbox.server.fail('recipient', 550);
    const refused = await sendForm('signatures', aForm({ comment: 'Long thought over' }));
    const page = await refused.text();
    expect([refused.status, page.includes('Long thought over')]).toEqual([422, true]);
    mailbox.server.fail('sender', 451);
    const failed = await sendForm('signatures', aForm({ comment: 'Long thought over' }));
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '60']);
    for (const text of [page, await failed.text(), log()])
      expect(text.includes('hunter2'), text.slice(0, 80)).toBe(false);
  });
});

describe('a memory that fails', () => {
  it.each(['list', 'put'] as const)('means 503, and no mail goes: %s', async (operation) => {
    watchLog();
    blobs.faults.always(operation, { status: 403 });
    for (const [name] of LIMITS) expect(await verdict(askFor(name)), name).toBe('503 mail.unavailable');
    expect(mailbox.count()).toBe(0);
  });

  it.each(LIMITS)(
    'and gives no answer after it took a place does not use up the day: %s',
    async (name, most) => {
      watchLog();
      // The write landed, and the store says nothing until the time of the claim is over.
      blobs.faults.next('put', 'hangAfter');
      blobs.faults.next('put', 'hang', 9);
      expect(await verdict(askFor(name))).toBe('503 mail.unavailable');
      expect([mailbox.count(), blobs.keys(MEMORY)]).toEqual([0, []]);
      blobs.faults.clear();
      for (let time = 0; time <= most; time += 1) await askFor(name);
      expect(mailbox.count()).toBe(most);
    },
  );

  it('and gives no answer to a write that failed gives back no place of another mail', async () => {
    watchLog();
    await askFor('news');
    blobs.faults.next('put', 'hang', 9);
    expect(await verdict(askFor('news'))).toBe('503 mail.unavailable');
    blobs.faults.clear();
    await askFor('news');
    expect(mailbox.count()).toBe(1);
  });

  it('of which the last place comes back at the last moment uses it for a mail', async () => {
    await askFor('news');
    const taken = blobs.keys(MEMORY);
    blobs.faults.decide((operation) => {
      // Between the list and the write the other mail has failed.
      if (operation === 'put') blobs.clear();
      return undefined;
    });
    await askFor('news');
    expect([mailbox.count(), blobs.keys(MEMORY)]).toEqual([2, taken]);
  });

  it('that loses the reply to its own write lets the one mail go, now or when it is asked for again', async () => {
    watchLog();
    blobs.faults.next('put', 'lostAfter');
    const isAskedAgain = blobs.host === 'netlify';
    expect((await askFor('news')).status).toBe(isAskedAgain ? 202 : 503);
    expect(mailbox.count()).toBe(isAskedAgain ? 1 : 0);
    await askFor('news');
    await askFor('news');
    expect(mailbox.count()).toBe(1);
  });
});
