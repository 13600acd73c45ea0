import { describe, expect, it, vi } from 'vitest';
import { type FormName, sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { watchLog, withBlobs } from './platform.ts';
import { aForm, seen } from './sign-request.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const STORE_KEY = /^by-post\/[0-9a-f]{32}$/u;

/** Every text that differs from this one in one letter or its case, or in its length by one. */
function damaged(text: string): string[] {
  const changed = Array.from(text).flatMap((letter, index) => {
    const other = letter === 'A' ? 'B' : 'A';
    const [before, after] = [text.slice(0, index), text.slice(index + 1)];
    // One bit makes a capital letter a small one, and a digit something else.
    const bit = String.fromCharCode(letter.charCodeAt(0) ^ 0x20);
    return [before + other + after, before + after, before + bit + after];
  });
  return [...changed, `${text}A`, text.toLowerCase(), text.toUpperCase()];
}

const nothing = { '': '', record: '', token: '' };

/** What came to the store: only that can tell that something was confirmed. */
function signatures(): string[] {
  return blobs.keys('signatures-local');
}

describe('what is no code of a record', () => {
  it('is refused letter by letter, in record, code and token', async () => {
    const { record, code, token } = await signByMail(mailbox);
    const bodies = [
      ...damaged(token).map((token) => ({ token })),
      ...damaged(record).map((record) => ({ record, code })),
      ...damaged(code.replace('-', ''))
        // Only a code that somebody types may be written otherwise.
        .filter((typed) => /[^\w]/u.test(typed) || typed.toUpperCase() !== code.replace('-', ''))
        .map((code) => ({ record, code })),
    ];
    expect(bodies.length).toBeGreaterThan(4_000);
    const verdicts = new Map<string, number>();
    for (const body of bodies) {
      const answer = await verdict(sendJson('confirmations', body));
      verdicts.set(answer, (verdicts.get(answer) ?? 0) + 1);
    }
    expect([...verdicts]).toEqual([['422 code.invalid', bodies.length]]);
    expect(signatures()).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['no text', { record: 1, code: ['x'] }],
    ['no token', { token: null }],
    ['empty texts', nothing],
    ['a whole page', { token: '<html>' }],
    ['dots', { token: '...' }],
    ['only a 1', { token: '1.0000000000' }],
    ['a withdrawal, as a token', 'withdrawal'],
    ['a withdrawal, as a record', 'withdrawal record'],
  ])('is refused: %s', async (_, sent) => {
    const { withdrawal, code } = await signByMail(mailbox);
    const bodies: Readonly<Record<string, unknown>> = {
      withdrawal: { token: withdrawal },
      'withdrawal record': { record: withdrawal, code },
    };
    const body = typeof sent === 'string' ? bodies[sent] : sent;
    expect(await verdict(sendJson('confirmations', body))).toBe('422 code.invalid');
    expect(signatures()).toEqual([]);
  });

  it('is the code of another record, and a record of another campaign', async () => {
    const one = await signByMail(mailbox);
    const two = await signByMail(mailbox);
    const mixed = { record: one.record, code: two.code };
    expect(await verdict(sendJson('confirmations', mixed))).toBe('422 code.invalid');
    for (const slug of ['by-mail-too', 'clean-river'])
      expect(await verdict(sendJson('confirmations', { token: one.token }, slug)), slug).toBe(
        '422 code.invalid',
      );
    vi.stubEnv('SIGNATURE_SECRET', 'o'.repeat(32));
    expect(await verdict(sendJson('confirmations', { token: one.token }))).toBe('422 code.invalid');
    expect(signatures()).toEqual([]);
  });

  it('brings the page back with what was sent, in the shape that was used', async () => {
    const { record } = await signByMail(mailbox);
    const typed = { record, code: 'AAAAA-AAAAA', locale: 'es' };
    const byCode = await seen(await sendForm('confirmations', typed));
    expect(byCode.status).toBe(422);
    for (const kept of [`value="${record}"`, 'value="AAAAA-AAAAA"', 'lang="es"'])
      expect(byCode.body.includes(kept), kept.slice(0, 40)).toBe(true);
    const byLink = await seen(await sendForm('confirmations', { token: 'a "broken" link' }));
    expect(byLink.status).toBe(422);
    expect(byLink.body).toContain('value="a &quot;broken&quot; link"');
  });
});

describe('a store that is down', () => {
  it.each([
    ['get', { status: 403 }],
    ['get', { status: 503 }],
    ['get', 'lostBefore'],
  ] as const)(
    'at the mark means 503, nothing is written, and the same token works later: %s %j',
    async (operation, fault) => {
      watchLog();
      const { record, code } = await signByMail(mailbox);
      blobs.faults.always(operation, fault);
      const answer = await sendForm('confirmations', { record, code });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
      const page = await answer.text();
      for (const kept of [`value="${record}"`, `value="${code}"`])
        expect(page.includes(kept), kept).toBe(true);
      expect(signatures()).toEqual([]);
      blobs.faults.clear();
      expect((await sendForm('confirmations', { record, code })).status).toBe(303);
      expect(signatures()).toEqual([expect.stringMatching(STORE_KEY)]);
    },
    60_000,
  );
});

describe('the operations', () => {
  function spent() {
    const { put, get, head, delete: deleted, list } = blobs.operations;
    blobs.operations.reset();
    return { put, get, head, deleted, list };
  }
  const NONE = { put: 0, get: 0, head: 0, deleted: 0, list: 0 };

  it('are one write for signing without confirmation, and nothing else', async () => {
    for (const time of ['the first time', 'again']) {
      await sendForm('signatures', aForm(), 'clean-river');
      expect(spent(), time).toEqual({ ...NONE, put: 1 });
    }
  });

  it('are one list and one write for a pending signature, a mail for withdrawing, and news, beyond the limits too', async () => {
    const email = 'ada@example.org';
    const cases: readonly (readonly [FormName, Record<string, string>])[] = [
      ...Array.from({ length: 5 }, () => ['signatures', aForm()] as const),
      ...Array.from({ length: 3 }, () => ['withdrawal-mails', { email }] as const),
      ...Array.from({ length: 3 }, () => ['news', { email }] as const),
    ];
    for (const [name, fields] of cases) {
      await sendForm(name, fields);
      expect(spent(), name).toEqual({ ...NONE, put: 1, list: 1 });
    }
    expect(mailbox.count()).toBe(3 + 1 + 1);
  });

  it('are one read and one write for confirming, one read more where the key was taken, one write more to replace', async () => {
    const old = await signByMail(mailbox);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const young = await signByMail(mailbox);
    blobs.operations.reset();
    const after = async (token: string) => {
      await sendJson('confirmations', { token });
      return spent();
    };
    expect(await after(old.token)).toEqual({ ...NONE, get: 1, put: 1 });
    expect(await after(old.token)).toEqual({ ...NONE, get: 2, put: 1 });
    expect(await after(young.token)).toEqual({ ...NONE, get: 2, put: 2 });
    expect(await after(old.token)).toEqual({ ...NONE, get: 2, put: 1 });
  });

  it('are one mark and one deletion for withdrawing, whether or not there is anything', async () => {
    const { withdrawal, token } = await signByMail(mailbox);
    blobs.operations.reset();
    for (const time of ['nothing there', 'again']) {
      await sendJson('withdrawals', { token: withdrawal, withdraw: 'yes' });
      expect(spent(), time).toEqual({ ...NONE, put: 1, deleted: 1 });
    }
    expect(await verdict(sendJson('confirmations', { token }))).toBe('409 signature.withdrawn');
    expect(spent()).toEqual({ ...NONE, get: 1 });
  });
});
