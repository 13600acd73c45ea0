import { describe, expect, it, vi } from 'vitest';
import { asidesPath } from '#domain/api-paths.ts';
import { someIds } from '../store/a-signature.ts';
import {
  ASIDES,
  countNow,
  listAsides,
  logged,
  mistakes,
  putBack,
  REASON,
  seedRiver,
  sendAside,
  setAside,
} from './aside-request.ts';
import { asOrganizer, ask, STORE, TOKEN, withBlobs } from './platform.ts';
import { aForm, eraseAddress, signByForm } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const IDS = someIds(5);
withDateAt('2030-01-31T12:00:00.000Z');

const seed = () => {
  seedRiver(blobs, IDS);
};

describe('POST asides', () => {
  it('sets signatures aside, which then do not count, and says how many', async () => {
    seed();
    const response = await sendAside({ ids: IDS.slice(0, 2), reason: REASON });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toEqual({
      aside: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      signatures: 2,
    });
    expect(await countNow()).toEqual({ online: 3, setAside: 2 });
    expect(blobs.size(STORE)).toBe(5);
  });

  it('counts an id once, and takes one that no signature has, which counts nowhere', async () => {
    seed();
    const [first = '', second = ''] = IDS;
    const response = await sendAside({ ids: [second, first, second, 'f'.repeat(32)], reason: REASON });
    expect(await response.json()).toMatchObject({ signatures: 3 });
    expect(await countNow()).toEqual({ online: 3, setAside: 2 });
  });

  it('is the same aside for the same ids and reason, in any order, and another for another reason', async () => {
    seed();
    const aside = await setAside(IDS.slice(0, 2));
    expect(await setAside(IDS.slice(0, 2).reverse(), ` ${REASON}\u200B `)).toBe(aside);
    expect(await setAside(IDS.slice(0, 2), 'Another reason')).not.toBe(aside);
    expect(await setAside(IDS.slice(0, 1))).not.toBe(aside);
    expect((await listAsides()).map(({ signatures }) => signatures)).toEqual([2, 2, 1]);
    expect(await countNow()).toEqual({ online: 3, setAside: 2 });
  });

  it('is an entry of the log, and a retry is none, for nothing was done', async () => {
    await setAside(IDS);
    await setAside(IDS);
    expect(await logged()).toEqual(['ana aside 5']);
  });

  it('takes 2,000 ids and a reason of 200 characters, whatever they weigh', async () => {
    const ids = someIds(2_000);
    const reason = '😀'.repeat(200);
    expect(await (await sendAside({ ids, reason })).json()).toMatchObject({ signatures: 2_000 });
    expect(await listAsides()).toMatchObject([{ reason, signatures: 2_000 }]);
  });

  it.each([
    ['nothing', {}, ['ids ids.required', 'reason reason.required']],
    ['no id', { ids: [] }, ['ids ids.required']],
    ['no list', { ids: 'x' }, ['ids ids.invalid']],
    ['what is no id', { ids: [IDS[0], 'x', 7] }, ['ids ids.invalid']],
    ['capitals', { ids: [IDS[0]?.toUpperCase()] }, ['ids ids.invalid']],
    ['too many', { ids: someIds(2_001) }, ['ids ids.tooMany']],
    ['an unseen reason', { reason: ' \u00A0\u200B ' }, ['reason reason.required']],
    ['a number for a reason', { reason: 7 }, ['reason reason.required']],
    ['a long reason', { reason: 'x'.repeat(201) }, ['reason reason.tooLong']],
    ['a very long reason', { reason: 'x'.repeat(50_000) }, ['reason reason.tooLong']],
    ['two lines', { reason: 'two\nlines' }, ['reason reason.control']],
    ['a control character', { reason: 'a\u0000b' }, ['reason reason.control']],
    ['a change of direction', { reason: 'a\u202Eb' }, ['reason reason.control']],
    ['half a character', { reason: 'a\uD800b' }, ['reason reason.control']],
    ['31 days', { eraseAfterDays: 31 }, ['eraseAfterDays eraseAfterDays.invalid']],
    ['days as text', { eraseAfterDays: '30' }, ['eraseAfterDays eraseAfterDays.invalid']],
    ['days as null', { eraseAfterDays: null }, ['eraseAfterDays eraseAfterDays.invalid']],
  ])('answers 422 to a mistake, says its field, and does nothing: %s', async (what, changes, expected) => {
    const body = what === 'nothing' ? {} : { ids: IDS, reason: REASON, ...changes };
    for (const language of ['en', 'es']) {
      const init = asOrganizer({ headers: { 'accept-language': language } });
      expect(await mistakes(await sendAside(body, 'clean-river', init)), language).toEqual([
        422,
        ...expected,
      ]);
    }
    expect(blobs.operations.total).toBe(0);
  });

  it('takes JSON in UTF-8 only, of at most 128 KiB', async () => {
    const form = (type: string, body: BodyInit) =>
      ask(
        asidesPath('clean-river'),
        asOrganizer({ method: 'POST', headers: { 'content-type': type }, body }),
      );
    expect(await mistakes(await form('application/x-www-form-urlencoded', 'ids=x&reason=y'))).toEqual([
      415,
      ' aside.body',
    ]);
    expect(await mistakes(await form('application/json; charset=latin1', '{}'))).toEqual([
      415,
      ' aside.body',
    ]);
    for (const body of ['', '[]', '{', '"x"']) {
      expect(await mistakes(await sendAside(body)), body).toEqual([422, ' aside.body']);
    }
    const room = 128 * 1024 - JSON.stringify({ ids: IDS, reason: REASON, x: '' }).length;
    const sized = (length: number) => ({ ids: IDS, reason: REASON, x: 'x'.repeat(length) });
    expect(await mistakes(await sendAside(sized(room + 1)))).toEqual([413, ' aside.tooLarge']);
    expect((await sendAside(sized(room))).status).toBe(200);
  });

  it('sets a day of erasure only where it is told so, and keeps the first one', async () => {
    const aside = await setAside(IDS);
    expect(await listAsides()).toEqual([
      { aside, reason: REASON, at: '2030-01-31T12:00:00.000Z', by: 'ana', signatures: 5 },
    ]);
    await setAside(IDS, REASON, { eraseAfterDays: 30 });
    vi.setSystemTime('2030-02-10T00:00:00.000Z');
    await setAside(IDS, REASON, { eraseAfterDays: 30 });
    await setAside(IDS);
    expect(await listAsides()).toMatchObject([
      { aside, at: '2030-01-31T12:00:00.000Z', eraseAfter: '2030-03-02T12:00:00.000Z' },
    ]);
    expect(await logged()).toEqual(['ana aside 5', 'ana aside 5']);
  });
});

describe('GET asides', () => {
  it('lists them with who, when, why and how many, the oldest first, and never an id', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},ben:${'B'.repeat(32)}`);
    const first = await setAside(IDS.slice(0, 2));
    vi.setSystemTime('2030-01-31T13:00:00.000Z');
    const ben = { headers: { authorization: `Bearer ${'B'.repeat(32)}` } };
    const second = await sendAside({ ids: IDS, reason: 'From one street' }, 'clean-river', ben);
    const { aside } = (await second.json()) as { aside: string };
    const response = await ask(asidesPath('clean-river'), asOrganizer());
    expect(response.headers.get('content-type')).toBe('application/json');
    const text = await response.text();
    expect(JSON.parse(text)).toEqual([
      { aside: first, reason: REASON, at: '2030-01-31T12:00:00.000Z', by: 'ana', signatures: 2 },
      { aside, reason: 'From one street', at: '2030-01-31T13:00:00.000Z', by: 'ben', signatures: 5 },
    ]);
    for (const id of IDS) expect(text, id).not.toContain(id);
  });

  it('is an empty list where nothing is set aside, and HEAD has no body', async () => {
    expect(await listAsides()).toEqual([]);
    const head = await ask(asidesPath('clean-river'), asOrganizer({ method: 'HEAD' }));
    expect([head.status, await head.text(), head.headers.get('cache-control')]).toEqual([
      200,
      '',
      'no-store',
    ]);
  });

  it('lists the asides of the campaign under any of its slugs, and of no other', async () => {
    await sendAside({ ids: IDS, reason: REASON }, 'blue-river');
    expect(blobs.keys(ASIDES)).toEqual(['muddy-river']);
    expect((await listAsides('brown-river')).length).toBe(1);
    expect(await listAsides()).toEqual([]);
  });
});

describe('DELETE asides/:id', () => {
  it('puts signatures back, which then count again, and logs it', async () => {
    seed();
    const aside = await setAside(IDS.slice(0, 2));
    const response = await putBack(aside);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(await countNow()).toEqual({ online: 5, setAside: 0 });
    expect(await logged()).toEqual(['ana aside 2', 'ana put-back 2']);
  });

  it('answers 204 also when there is none, and then writes and logs nothing', async () => {
    const aside = await setAside(IDS);
    await putBack(aside);
    for (const none of [aside, 'f'.repeat(32), 'x', '%2F', 'é']) {
      expect((await putBack(none)).status, none).toBe(204);
    }
    expect(await logged()).toEqual(['ana aside 5', 'ana put-back 5']);
  });

  it('leaves aside what stands in another aside too', async () => {
    seed();
    const aside = await setAside(IDS.slice(0, 3));
    await setAside(IDS.slice(2));
    expect(await countNow()).toEqual({ online: 0, setAside: 5 });
    await putBack(aside);
    expect(await countNow()).toEqual({ online: 2, setAside: 3 });
  });

  it('takes the day of erasure from every aside that holds one of the signatures', async () => {
    const aside = await setAside(IDS.slice(0, 2));
    await setAside(IDS.slice(1, 3), 'shares one', { eraseAfterDays: 30 });
    await setAside(IDS.slice(2), 'shares none', { eraseAfterDays: 30 });
    await putBack(aside);
    expect((await listAsides()).map(({ reason, eraseAfter = '' }) => [reason, eraseAfter])).toEqual([
      ['shares one', ''],
      ['shares none', '2030-03-02T12:00:00.000Z'],
    ]);
  });
});

describe('a signature that is set aside', () => {
  async function onlyId(): Promise<string> {
    await signByForm(aForm());
    return blobs.keys(STORE)[0]?.split('/')[1] ?? '';
  }

  it('counts nowhere once it is erased by its id or its address, and stays aside if it is signed anew', async () => {
    const id = await onlyId();
    await setAside([id]);
    expect(await countNow()).toEqual({ online: 0, setAside: 1 });
    const erased = await ask(
      `/api/campaigns/clean-river/signatures/${id}`,
      asOrganizer({ method: 'DELETE' }),
    );
    expect([erased.status, await countNow()]).toEqual([204, { online: 0, setAside: 0 }]);
    await signByForm(aForm());
    expect(await countNow()).toEqual({ online: 0, setAside: 1 });
    expect(await (await eraseAddress('ada@example.org', 'clean-river')).json()).toEqual({ erased: 1 });
    expect(await countNow()).toEqual({ online: 0, setAside: 0 });
  });

  it('is answered the same as any other when its supporter signs again', async () => {
    const first = await signByForm(aForm());
    await setAside([blobs.keys(STORE)[0]?.split('/')[1] ?? '']);
    const again = await signByForm(aForm());
    expect([again.status, [...again.headers]]).toEqual([first.status, [...first.headers]]);
    expect(await countNow()).toEqual({ online: 0, setAside: 1 });
  });
});
