import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startMailServer } from '../support/mail-server.ts';
import { MAIL_FROM } from './content.ts';
import { ask, LOG_STORE, ORIGIN, STORE, withBlobs } from './platform.ts';
import { seen } from './sign-request.ts';

const blobs = await withBlobs();
const mails = await startMailServer();
const REQUESTS = 10;
/** What can be asked for by mail, and how many mails of it one address gets a day. */
const KINDS = [
  ['signatures', 3],
  ['withdrawal-mails', 1],
  ['news', 1],
] as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-31T12:00:00Z') });
  vi.stubEnv('MAIL_FROM', MAIL_FROM);
  vi.stubEnv('MAIL_URL', mails.url);
  vi.stubEnv('URL', ORIGIN);
  mails.received.length = 0;
  mails.sessions = 0;
  return () => void vi.useRealTimers();
});

afterAll(() => mails[Symbol.asyncDispose]());

/** Sends requests one after the other, and tells what a visitor sees and what the store had to do. */
async function flood(kind: (typeof KINDS)[number][0], addressOf: (request: number) => string) {
  const answers = new Set<string>();
  const operations = new Set<string>();
  for (let request = 0; request < REQUESTS; request += 1) {
    blobs.operations.reset();
    const answer = await ask(`/api/campaigns/by-mail/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ name: 'Ada Lovelace', email: addressOf(request), locale: 'en' }),
    });
    const { status, headers, body } = await seen(answer);
    // A record differs each time, and only its characters do.
    answers.add(
      JSON.stringify([status, headers, body.replaceAll(/"1[\w-]{100,}"/gu, ({ length }) => `${length}`)]),
    );
    const { put, get, head, list, total } = blobs.operations;
    operations.add(JSON.stringify({ put, get, head, list, total }));
  }
  return { answers: [...answers], operations: [...operations], sessions: mails.sessions };
}

/** Everything in the stores by key. */
function memory(): string[] {
  return blobs.keys('mails-local-2030-01-31').map((key) => key.split('/')[1] ?? '');
}

describe.each(KINDS)('a flood of %s', (kind, most) => {
  it('for one address sends it the mails of a day and no more, and leaves as many keys', async () => {
    await flood(kind, () => 'victim@example.org');
    expect(mails.received).toHaveLength(most);
    expect(memory()).toHaveLength(most);
    expect([blobs.size(STORE), blobs.size('news-local'), blobs.size(LOG_STORE)]).toEqual([0, 0, 0]);
  });

  it('for strangers sends each one mail, and leaves one keyed digest of each', async () => {
    await flood(kind, (request) => `stranger-${request}@example.org`);
    expect(new Set(mails.received.map(({ to }) => to.join()))).toHaveLength(REQUESTS);
    expect(mails.received).toHaveLength(REQUESTS);
    const keys = blobs.keys('mails-local-2030-01-31');
    expect(keys).toHaveLength(REQUESTS);
    expect(keys.filter((key) => !/^[0-9a-f]{32}\/[a-z]+1$/u.test(key))).toEqual([]);
    expect([blobs.size(STORE), blobs.size('news-local'), blobs.size(LOG_STORE)]).toEqual([0, 0, 0]);
  });

  it('is answered alike for all: by the same bytes, the same operations, a session each', async () => {
    const one = await flood(kind, () => 'victim@example.org');
    mails.sessions = 0;
    const strangers = await flood(
      kind,
      (request) => `stranger-${String(request).padStart(2, '0')}@example.org`,
    );
    expect(one.answers).toHaveLength(1);
    expect(one.operations).toEqual([JSON.stringify({ put: 1, get: 0, head: 0, list: 1, total: 2 })]);
    expect(one.sessions).toBe(REQUESTS);
    expect(strangers).toEqual(one);
  });
});
