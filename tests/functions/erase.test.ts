import { describe, expect, it } from 'vitest';
import { everyCanonicalAddress } from '#domain/every-address.ts';
import { entryId } from '#secret/entry-id.ts';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, signByForm } from './sign-request.ts';

const blobs = await withBlobs();

function eraseOne(id: string, init = asOrganizer({ method: 'DELETE' })): Promise<Response> {
  return ask(`${addressOf('clean-river')}/${id}`, init);
}

function eraseAddress(body: unknown, init: RequestInit = asOrganizer()): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json');
  return ask('/api/campaigns/clean-river/erasures', {
    ...init,
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}

function onlyId(): string {
  return blobs.keys(STORE)[0]?.split('/')[1] ?? '';
}

describe('DELETE signatures/:id', () => {
  it('erases the only copy, and answers the same when it was erased before', async () => {
    await signByForm(aForm());
    const id = onlyId();
    expect((await eraseOne(id)).status).toBe(204);
    expect(blobs.size(STORE)).toBe(0);
    expect((await eraseOne(id)).status).toBe(204);
  });

  it('answers 401 without a token and erases nothing', async () => {
    await signByForm(aForm());
    expect((await eraseOne(onlyId(), { method: 'DELETE' })).status).toBe(401);
    expect(blobs.size(STORE)).toBe(1);
  });

  it('answers 404 to what is no id, and asks the store nothing', async () => {
    for (const id of ['x', 'ABC', '..%2fother', `${'0'.repeat(32)}0`]) {
      expect((await eraseOne(id)).status, id).toBe(404);
    }
    expect(blobs.operations.total).toBe(0);
  });

  it('answers 405 to another method and 503 when the store does not confirm', async () => {
    watchLog();
    const response = await eraseOne('0'.repeat(32), asOrganizer({ method: 'GET' }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'DELETE']);
    blobs.faults.always('delete', { status: 403 });
    expect((await eraseOne('0'.repeat(32))).status).toBe(503);
  });

  it('lets an erased person sign anew', async () => {
    await signByForm(aForm());
    await eraseOne(onlyId());
    await signByForm(aForm());
    expect(blobs.size(STORE)).toBe(1);
  });
});

describe('POST erasures', () => {
  it('erases by any spelling of an address and says how many', async () => {
    await signByForm(aForm());
    await signByForm(aForm({ email: 'eva@example.org' }));
    const first = await eraseAddress({ email: ' ADA+x@Example.org ' });
    expect([first.status, await first.json()]).toEqual([200, { erased: 1 }]);
    expect(blobs.size(STORE)).toBe(1);
    expect(await (await eraseAddress({ email: 'ada@example.org' })).json()).toEqual({ erased: 0 });
  });

  /** Puts signatures into the store under every id that an address has or had, as earlier versions did. */
  function seedEverySpelling(email: string): void {
    const ids = everyCanonicalAddress(email).map((one) =>
      entryId('s'.repeat(32), { kind: 'signature', campaign: 'clean-river' }, one),
    );
    blobs.seed(
      STORE,
      ids.map((id) => [`clean-river/${id}`, '{}'] as const),
    );
  }

  it.each([
    ['ada@protonmail.ch', 2],
    ['ａｄａ@example.jp', 2],
    ['νίκος@example.gr', 2],
    ['ada@example', 1],
  ])('erases what %s signed under an earlier rule, as one mailbox', async (email, signatures) => {
    seedEverySpelling(email);
    expect(blobs.size(STORE)).toBe(signatures);
    expect(await (await eraseAddress({ email })).json()).toEqual({ erased: 1 });
    expect(blobs.size(STORE)).toBe(0);
  });

  it('asks each store once for an address that has one spelling', async () => {
    await eraseAddress({ email: 'ada@example.org' });
    expect(blobs.operations).toMatchObject({ head: 2, delete: 2 });
  });

  it('leaves the same person’s signature of another campaign', async () => {
    await signByForm(aForm(), 'asks-nothing');
    expect(await (await eraseAddress({ email: 'ada@example.org' })).json()).toEqual({ erased: 0 });
    expect(blobs.size(STORE)).toBe(1);
  });

  it('answers 401 without a token, 422 without an address, 404 without a campaign, 405 to GET', async () => {
    expect((await eraseAddress({ email: 'ada@example.org' }, {})).status).toBe(401);
    for (const body of [{}, { email: 'ada' }, { email: 7 }, { email: `a@${'例'.repeat(4000)}.jp` }])
      expect((await eraseAddress(body)).status, JSON.stringify(body)).toBe(422);
    const elsewhere = asOrganizer({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect((await ask('/api/campaigns/nowhere/erasures', elsewhere)).status).toBe(404);
    expect((await ask('/api/campaigns/clean-river/erasures', asOrganizer())).status).toBe(405);
  });

  it('never says erased when the store did not confirm', async () => {
    watchLog();
    await signByForm(aForm());
    blobs.faults.always('delete', { status: 403 });
    expect((await eraseAddress({ email: 'ada@example.org' })).status).toBe(503);
    blobs.faults.clear();
    blobs.faults.always('head', { status: 403 });
    expect((await eraseAddress({ email: 'ada@example.org' })).status).toBe(503);
  });
});
