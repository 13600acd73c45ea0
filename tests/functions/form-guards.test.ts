import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, vi } from 'vitest';
import { type FormName, pathOf, sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm } from './sign-request.ts';

const blobs = await withBlobs();
const mailbox = await withMail();

const RECORD_BYTES = 32 * 1024;

/** Every form, and how large it may be. */
const FORMS = [
  ['signatures', 16 * 1024],
  ['confirmations', RECORD_BYTES],
  ['withdrawals', RECORD_BYTES],
  ['withdrawal-mails', RECORD_BYTES],
  ['news', RECORD_BYTES],
] as const satisfies readonly (readonly [FormName, number])[];

/** A request in both manners: of a browser, and of a script. */
const MANNERS = [
  ['a page', { accept: 'text/html' }],
  ['JSON', { accept: 'application/json' }],
] as const;

const CASES = FORMS.flatMap(([name, bytes]) =>
  MANNERS.map(([manner, headers]) => [name, manner, bytes, headers] as const),
);

function bodyOf(bytes: number): string {
  return `x=${'y'.repeat(bytes - 2)}`;
}

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(CASES)('%s, answered as %s', (name, manner, maxBytes, headers) => {
  /** Status and type of the answer to a request. */
  async function answerTo(init: RequestInit) {
    const answer = await ask(pathOf(name), init);
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    return { status: answer.status, isPage, allow: answer.headers.get('allow') };
  }

  const isPage = manner === 'a page';

  // The addresses of signatures and news answer other methods by functions for organizers.
  const others = name === 'signatures' || name === 'news' ? [] : ['PUT', 'PATCH', 'DELETE'];
  it.each(others)('refuses another method: %s', async (method) => {
    const answer = await answerTo({ method, headers });
    expect(answer).toEqual({ status: 405, isPage, allow: 'POST' });
  });

  it('refuses a form that another site sends', async () => {
    for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }]) {
      const answer = await answerTo({
        method: 'POST',
        headers: { ...headers, ...from },
        body: new URLSearchParams(aForm()),
      });
      expect(answer, JSON.stringify(from)).toEqual({ status: 403, isPage, allow: null });
    }
  });

  it('refuses another type of body', async () => {
    const answer = await answerTo({
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: 'token=x',
    });
    expect(answer).toEqual({ status: 415, isPage, allow: null });
  });

  it('refuses a body that is one byte too large, and reads one that is not', async () => {
    for (const [more, status] of [
      [0, 422],
      [1, 413],
    ] as const) {
      const body = bodyOf(maxBytes + more);
      const answer = await answerTo({ method: 'POST', headers: { ...headers, ...FORM_TYPE }, body });
      expect(answer, `${more} bytes more`).toEqual({ status, isPage, allow: null });
    }
  });

  it('asks no store for what it refuses, and no cache keeps it', async () => {
    const answer = await ask(pathOf(name), { method: 'POST', headers, body: new URLSearchParams({}) });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([422, 'no-store']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(blobs.operations.total).toBe(0);
  });
});

describe('a secret that is missing', () => {
  it.each([
    ['signatures', aForm(), 'mail.unavailable'],
    ['confirmations', { token: '1AAAA.7K3QD9XW2M' }, 'confirmation.unavailable'],
    ['withdrawals', { token: '1AAAA', withdraw: 'yes' }, 'withdrawal.unavailable'],
  ] as const)('closes a form, and the log names it: %s', async (name, fields, code) => {
    const log = watchLog();
    vi.stubEnv('SIGNATURE_SECRET', 'short');
    expect(await verdict(sendForm(name, fields))).toBe('503');
    expect(await verdict(sendJson(name, fields))).toBe(`503 ${code}`);
    expect(log()).toContain('SIGNATURE_SECRET');
    expect(blobs.operations.total).toBe(0);
  });
});

describe('a draft', () => {
  it('goes the whole way with an organizer’s token, and is unknown without one', async () => {
    const draft = 'by-mail-draft';
    const headers = Object.fromEntries(new Headers(asOrganizer().headers));
    expect(await verdict(sendJson('signatures', aForm(), draft, headers))).toBe('202');
    const { token, withdrawal } = await mailbox.last();
    const withdrawing = { token: withdrawal, withdraw: 'yes' };
    const email = 'ada@example.org';
    for (const [name, body, status] of [
      ['confirmations', { token }, '200'],
      ['withdrawals', withdrawing, '200'],
      ['withdrawal-mails', { email }, '202'],
      ['news', { email }, '202'],
    ] as const) {
      expect(await verdict(sendJson(name, body, draft)), name).toBe('404 campaign.unknown');
      expect(await verdict(sendJson(name, body, draft, headers)), name).toBe(status);
    }
  });
});

describe('the longest signature', () => {
  function someRecipients(count: number): Promise<string[]> {
    return Promise.all(
      Array.from({ length: count }, async () => identityToRecipient(await generateX25519Identity())),
    );
  }

  it.each(['open', 'sealed'])('fits into the link that confirms it: %s', async (how) => {
    const recipients = how === 'sealed' ? await someRecipients(3) : [];
    vi.stubEnv('SIGNATURE_RECIPIENTS', recipients.join());
    const { token } = await signByMail(mailbox, {
      name: '𝔸'.repeat(100),
      email: `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.org`,
      comment: '🌊'.repeat(1000),
    });
    expect(new URLSearchParams({ token, locale: 'en' }).toString().length).toBeLessThan(RECORD_BYTES);
    expect((await sendForm('confirmations', { token, locale: 'en' })).status).toBe(303);
    const [stored = ''] = blobs.keys(STORE);
    expect(blobs.read(STORE, stored)?.body.toString().includes('"sealed"')).toBe(how === 'sealed');
  });
});
