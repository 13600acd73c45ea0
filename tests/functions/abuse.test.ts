import { describe, expect, it } from 'vitest';
import { sendJson, withMail } from './mailbox.ts';
import { LOG_STORE, STORE, withBlobs } from './platform.ts';
import { aForm, seen } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const { server } = await withMail();
withDateAt('2030-01-31T12:00:00Z');

const REQUESTS = 10;
/** What can be asked for by mail, and how many mails of it one address gets a day. */
const KINDS = [
  ['signatures', 3],
  ['withdrawal-mails', 1],
  ['news', 1],
] as const;

/** Sends requests one after the other, and tells what a visitor sees and what the store had to do. */
async function flood(kind: (typeof KINDS)[number][0], addressOf: (request: number) => string) {
  const answers = new Set<string>();
  const operations = new Set<string>();
  const { sessions } = server;
  for (let request = 0; request < REQUESTS; request += 1) {
    blobs.operations.reset();
    const { status, headers, body } = await seen(await sendJson(kind, aForm({ email: addressOf(request) })));
    // A record differs each time, and only its characters do.
    answers.add(
      JSON.stringify([status, headers, body.replaceAll(/"1[\w-]{100,}"/gu, ({ length }) => `${length}`)]),
    );
    const { put, get, head, list, total } = blobs.operations;
    operations.add(JSON.stringify({ put, get, head, list, total }));
  }
  return { answers: [...answers], operations: [...operations], sessions: server.sessions - sessions };
}

/** The keys in the memory of mails. */
function memory(): string[] {
  return blobs.keys('mails-local-2030-01-31');
}

describe.each(KINDS)('a flood of %s', (kind, most) => {
  it('for one address sends it the mails of a day and no more, and leaves as many keys', async () => {
    await flood(kind, () => 'victim@example.org');
    expect(server.received).toHaveLength(most);
    expect(memory()).toHaveLength(most);
    expect([blobs.size(STORE), blobs.size('news-local'), blobs.size(LOG_STORE)]).toEqual([0, 0, 0]);
  });

  it('for strangers sends each one mail, and leaves one keyed digest of each', async () => {
    await flood(kind, (request) => `stranger-${request}@example.org`);
    expect(new Set(server.received.map(({ to }) => to.join()))).toHaveLength(REQUESTS);
    expect(server.received).toHaveLength(REQUESTS);
    expect(memory()).toHaveLength(REQUESTS);
    expect(memory().filter((key) => !/^[0-9a-f]{32}\/[a-z]+1$/u.test(key))).toEqual([]);
    expect([blobs.size(STORE), blobs.size('news-local'), blobs.size(LOG_STORE)]).toEqual([0, 0, 0]);
  });

  it('is answered alike for all: by the same bytes, the same operations, a session each', async () => {
    const one = await flood(kind, () => 'victim@example.org');
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
