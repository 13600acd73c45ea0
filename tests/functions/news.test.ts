import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, vi } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { ask, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, eraseAddress, seen, signByForm } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const NEWS = 'news-local';

withDateAt('2030-01-31T12:34:56.789Z');

/** Asks for news, and gives the record and the mail. Each address gets one mail a day. */
async function askForNews(email = 'ada@example.org', slug = 'by-mail', locale = 'en') {
  const answer = await sendJson('news', { email, locale }, slug);
  const { record } = (await answer.json()) as { record: string };
  return { record, ...(await mailbox.last()) };
}

function confirm(token: string, slug = 'by-mail'): Promise<string> {
  return verdict(sendJson('confirmations', { token }, slug));
}

function stored(): Record<string, unknown>[] {
  return blobs.keys(NEWS).map((key) => {
    const record: unknown = JSON.parse(blobs.read(NEWS, key)?.body.toString() ?? '');
    return { ...(record as object) };
  });
}

describe('news without signing', () => {
  it('is pending, the same for everyone, and keeps nothing', async () => {
    await confirm((await askForNews()).token);
    blobs.operations.reset();
    const known = await seen(await sendJson('news', { email: 'Ada+x@example.org' }));
    const fresh = await seen(await sendJson('news', { email: 'eva@example.org' }));
    const shape = ({ body, ...rest }: typeof known) => ({
      ...rest,
      body: body.replace(/1[\w-]{700,}/u, '…'),
    });
    expect(shape(known)).toEqual(shape(fresh));
    expect(shape(fresh)).toMatchObject({ status: 202, body: '{"status":"pending","record":"…"}' });
    expect(blobs.operations).toMatchObject({ total: 4, list: 2, put: 2 });
    expect(stored()).toHaveLength(1);
  });

  it('answers a browser with a page that takes the code and keeps the record', async () => {
    const answer = await seen(await sendForm('news', { email: 'ada@example.org', locale: 'es' }));
    const { code } = await mailbox.last();
    expect(answer.status).toBe(200);
    const record = /name="record"[^>]* value="(1[\w-]+)"/u.exec(answer.body)?.[1] ?? '';
    expect(answer.body).toContain('lang="es"');
    const wrong = { record, code: '00000-00000', locale: 'es', kind: 'news' };
    const refused = await seen(await sendForm('confirmations', wrong));
    expect(refused.status).toBe(422);
    for (const kept of [record, '00000-00000', translator('es')('news.confirm')])
      expect(refused.body, kept).toContain(kept);
    const confirmed = await sendForm('confirmations', { record, code, locale: 'es' });
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, '/es/by-mail/news/thanks/']);
  });

  it('is stored once confirmed: address, locale, wording and times, and counts nowhere', async () => {
    const { token } = await askForNews('Ada@example.org', 'by-mail', 'es');
    vi.setSystemTime(new Date('2030-02-01T00:00:00Z'));
    expect(await confirm(token)).toBe('200');
    expect(await confirm(token)).toBe('200');
    expect(stored()).toEqual([
      {
        version: 1,
        id: expect.stringMatching(/^[0-9a-f]{32}$/u) as unknown,
        campaign: 'by-post',
        confirmedAt: '2030-02-01T00:00:00.000Z',
        reader: { email: 'Ada@example.org', locale: 'es' },
        wording: expect.stringMatching(/^[0-9a-f]{16}$/u) as unknown,
        order: expect.stringMatching(/^[\w+/]+=*$/u) as unknown,
      },
    ]);
    expect(blobs.size(STORE)).toBe(0);
    const count = (await (await ask('/api/campaigns/by-mail/count')).json()) as { online: number };
    expect(count.online).toBe(0);
  });

  it('has no id that a signature of the same address has', async () => {
    await confirm((await askForNews('ada@example.org')).token);
    await confirm((await signByMail(mailbox)).token);
    const ids = [...blobs.keys(NEWS), ...blobs.keys(STORE)];
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['clean-river', 'on-hold', 'ended-by-hand', 'ended-by-date', 'has-won', 'to-come', 'muddy-river'])(
    'works in every state and under former slugs: %s',
    async (slug) => {
      const { token } = await askForNews('ada@example.org', slug);
      expect(await confirm(token, slug)).toBe('200');
      expect(stored()).toHaveLength(1);
    },
  );

  it('is not of a draft, nor of no campaign', async () => {
    for (const slug of ['not-yet-shown', 'nowhere'])
      expect(await verdict(sendJson('news', { email: 'ada@example.org' }, slug)), slug).toBe(
        '404 campaign.unknown',
      );
    expect(mailbox.count()).toBe(0);
  });

  it.each([
    '',
    'ada',
    'ada@',
    'ada@example',
    7,
    null,
    'a\r\nBcc: eva@example.org',
    'a@example.org, b@example.org',
  ])('needs an address: %j', async (email) => {
    expect(await verdict(sendJson('news', { email }))).toMatch(/^422 email\./u);
    expect([mailbox.count(), blobs.operations.total]).toEqual([0, 0]);
  });
});

describe('news that somebody ended', () => {
  it('is gone, an older link does not bring it back, and a new one does', async () => {
    const { token, withdrawal } = await askForNews();
    await confirm(token);
    expect(await verdict(sendJson('withdrawals', { token: withdrawal, withdraw: 'yes' }))).toBe('200');
    expect(stored()).toEqual([]);
    expect(await confirm(token)).toBe('409 signature.withdrawn');
    vi.setSystemTime(new Date('2030-02-01T00:00:00Z'));
    expect(await confirm((await askForNews()).token)).toBe('200');
    expect(stored()).toHaveLength(1);
  });

  it('leaves the signature, and taking back the signature leaves the news', async () => {
    const news = await askForNews();
    const signature = await signByMail(mailbox);
    for (const { token } of [news, signature]) await confirm(token);
    await sendJson('withdrawals', { token: news.withdrawal, withdraw: 'yes' });
    expect([blobs.size(NEWS), blobs.size(STORE)]).toEqual([0, 1]);
    vi.setSystemTime(new Date('2030-02-01T00:00:00Z'));
    await confirm((await askForNews()).token);
    await sendJson('withdrawals', { token: signature.withdrawal, withdraw: 'yes' });
    expect([blobs.size(NEWS), blobs.size(STORE)]).toEqual([1, 0]);
  });

  it('by an organizer who erases the address is gone too, and cannot be confirmed any more', async () => {
    const { token } = await askForNews();
    await confirm(token);
    await signByForm(aForm(), 'by-mail-too');
    const answer = await eraseAddress('ADA@example.org', 'by-mail');
    expect(await answer.json()).toEqual({ erased: 1 });
    expect(stored()).toEqual([]);
    expect(await confirm(token)).toBe('409 signature.withdrawn');
  });
});

describe('news where keys are set', () => {
  it('is sealed: only its hour is open, and the key opens address and locale', async () => {
    const identity = await generateX25519Identity();
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(identity));
    const { token } = await askForNews();
    await confirm(token);
    const [{ sealed, ...open } = {}] = stored();
    expect(Object.keys(open)).toEqual(['version', 'id', 'campaign', 'confirmedAt', 'wording', 'order']);
    expect(open['confirmedAt']).toBe('2030-01-31T12:00:00.000Z');
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const text = await decrypter.decrypt(Buffer.from(String(sealed), 'base64'), 'text');
    expect(JSON.parse(text)).toEqual({ email: 'ada@example.org', locale: 'en' });
  });

  it('is sealed too if it was asked for before the keys came', async () => {
    const { token } = await askForNews();
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(await generateX25519Identity()));
    await confirm(token);
    expect(stored()[0]).toHaveProperty('sealed');
    expect(JSON.stringify(stored())).not.toContain('ada@');
  });

  it.each(['before', 'after'])(
    'does not tell by its length how long the address is, asked for %s the keys',
    async (when) => {
      const recipient = await identityToRecipient(await generateX25519Identity());
      for (const email of ['a@example.org', `${'long'.repeat(12)}@example.org`]) {
        vi.stubEnv('SIGNATURE_RECIPIENTS', when === 'after' ? recipient : '');
        const { token } = await askForNews(email);
        vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
        expect(await confirm(token), email).toBe('200');
      }
      const [one, two] = stored().map(({ sealed }) => String(sealed).length);
      expect(one).toBeGreaterThan(500);
      expect(two).toBe(one);
    },
  );
});

describe('a site without mail', () => {
  it.each(['MAIL_URL', 'MAIL_FROM', 'URL', 'SIGNATURE_SECRET'])(
    'answers 503, stores nothing and says what is missing: %s',
    async (name) => {
      const log = watchLog();
      vi.stubEnv(name, '');
      for (const [form, fields] of [
        ['signatures', aForm()],
        ['withdrawal-mails', { email: 'ada@example.org' }],
        ['news', { email: 'ada@example.org' }],
      ] as const)
        expect(await verdict(sendJson(form, fields)), form).toBe('503 mail.unavailable');
      expect(log()).toContain(name === 'MAIL_URL' ? 'settings' : name);
      expect([STORE, NEWS].map((store) => blobs.size(store))).toEqual([0, 0]);
      expect(blobs.keys('mails-local-2030-01-31')).toEqual([]);
    },
  );
});
