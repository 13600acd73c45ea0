import { describe, expect, it, vi } from 'vitest';
import { deployedCampaign } from '#deploy/deployed-content.ts';
import { keySlugOf } from '#domain/campaign.ts';
import { codeOf } from '#secret/confirmation-code.ts';
import { toPendingRecord } from '#secret/pending-record.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import type { OpenedMail } from '../support/opened-mail.ts';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { STORE, watchLog, withBlobs } from './platform.ts';
import { seen } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const SECRET = 's'.repeat(32);
const MARKS = 'withdrawals-local';
const HOUR_MS = 3_600_000;

withDateAt('2030-01-31T12:34:56.789Z');

/** The stored signatures: id, exact or rounded time, and name. */
function stored() {
  return blobs.keys(STORE).map((key) => {
    const text = blobs.read(STORE, key)?.body.toString() ?? '';
    const { signedAt, supporter } = JSON.parse(text) as ReturnType<typeof aSignature>;
    return { signedAt, name: supporter.name };
  });
}

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** The token of a signature that was asked for in any campaign, whatever its state. */
async function tokenFor(slug: string, at = new Date()): Promise<string> {
  const campaign = await deployedCampaign(slug);
  const [id = ''] = someIds(1);
  const { supporter } = aSignature();
  const head = { kind: 'signature', id, at: at.toISOString(), locale: 'en', supporter } as const;
  const record = toPendingRecord(SECRET, campaign ? keySlugOf(campaign) : slug, { head, sealed: null });
  return `${record}.${codeOf(SECRET, record)}`;
}

describe('confirming', () => {
  it('stores what was signed, with the exact time of signing, and only then', async () => {
    const { record, code } = await signByMail(mailbox, { comment: 'Clean water', updates: 'true' });
    expect(blobs.keys(STORE)).toEqual([]);
    pass(3 * HOUR_MS);
    expect(await verdict(sendJson('confirmations', { record, code }))).toBe('200');
    const [key = ''] = blobs.keys(STORE);
    expect(JSON.parse(blobs.read(STORE, key)?.body.toString() ?? '')).toEqual({
      version: 1,
      id: key.split('/')[1],
      // The oldest slug stays in keys.
      campaign: 'by-post',
      signedAt: '2030-01-31T12:34:56.789Z',
      supporter: aSignature({ comment: 'Clean water', updates: true }).supporter,
    });
    expect(key).toMatch(/^by-post\/[0-9a-f]{32}$/u);
  });

  it('leads a browser to the thanks page, in its language', async () => {
    const { token, record, code } = await signByMail(mailbox, { locale: 'es' });
    const [byLink, byCode] = [
      await sendForm('confirmations', { token, locale: 'es' }),
      await sendForm('confirmations', { record, code, locale: 'en' }),
    ];
    expect([byLink.status, byLink.headers.get('location')]).toEqual([303, '/es/by-mail/thanks/']);
    expect([byCode.status, byCode.headers.get('location')]).toEqual([303, '/by-mail/thanks/']);
    expect([byLink.headers.get('cache-control'), await byLink.text()]).toEqual(['no-store', '']);
  });

  it('answers a script 200, as often as it is sent, and counts once', async () => {
    const { token } = await signByMail(mailbox);
    const answers = [];
    for (let time = 0; time < 3; time += 1)
      answers.push(await seen(await sendJson('confirmations', { token })));
    expect(answers[0]).toMatchObject({ status: 200, body: '{"status":"accepted"}' });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(stored()).toHaveLength(1);
  });

  it('takes the code however people write it, and the link with what was pasted along', async () => {
    const { record, code, token, confirmUrl } = await signByMail(mailbox);
    for (const typed of [code, code.toLowerCase(), ` ${code.replace('-', ' – ')}\n`, code.replace('-', '')])
      expect(await verdict(sendJson('confirmations', { record, code: typed })), typed).toBe('200');
    for (const pasted of [token, ` ${token}\t`, confirmUrl, `\n${confirmUrl} `, `#${token}`])
      expect(await verdict(sendJson('confirmations', { token: pasted })), pasted).toBe('200');
  });

  it('works under every slug that the campaign has or had', async () => {
    for (const [index, slug] of ['by-mail', 'by-post', 'by-hand'].entries()) {
      const { token } = await signByMail(mailbox, { email: `a${index}@example.org` }, slug);
      for (const other of ['by-mail', 'by-post', 'by-hand']) {
        const answer = await sendForm('confirmations', { token }, other);
        expect(answer.headers.get('location'), `${slug}, ${other}`).toBe('/by-mail/thanks/');
      }
    }
    expect(blobs.keys(STORE, 'by-post/')).toHaveLength(3);
  });

  it('is done once by fifty at once', async () => {
    const { token } = await signByMail(mailbox);
    const answers = Array.from({ length: 50 }, () => verdict(sendJson('confirmations', { token })));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['200']));
    expect(stored()).toHaveLength(1);
  });
});

describe('the newest signing that was confirmed', () => {
  /** Three signings of one mailbox, an instant apart. */
  async function signings(): Promise<OpenedMail[]> {
    const mails: OpenedMail[] = [];
    for (const name of ['First', 'Second', 'Third']) {
      mails.push(await signByMail(mailbox, { name, email: `Ada+${name}@Example.org` }));
      pass(1);
    }
    return mails;
  }

  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]], [[2, 0, 1, 2, 0]], [[0, 2, 1, 1]]])(
    'stands, in whichever order they are confirmed: %j',
    async (order) => {
      const mails = await signings();
      for (const index of order) {
        const token = mails[index]?.token;
        expect(await verdict(sendJson('confirmations', { token })), `link ${index}`).toBe('200');
      }
      expect(stored()).toEqual([{ name: 'Third', signedAt: '2030-01-31T12:34:56.791Z' }]);
    },
  );

  it('stands when all are confirmed at once, and the store answers in any order', async () => {
    const mails = await signings();
    blobs.latencyMs = { get: 3, put: 7 };
    const answers = [...mails, ...mails, ...mails].map(({ token }) =>
      verdict(sendJson('confirmations', { token })),
    );
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['200']));
    expect(stored()).toMatchObject([{ name: 'Third' }]);
  });

  it('is the one that stands where two were signed in the same millisecond', async () => {
    const one = await signByMail(mailbox, { name: 'One' });
    const two = await signByMail(mailbox, { name: 'Two' });
    for (const { token } of [two, one]) await sendJson('confirmations', { token });
    expect(stored()).toMatchObject([{ name: 'Two' }]);
  });

  it('stands though the reply to its write is lost, at the first write and at the next', async () => {
    watchLog();
    const [first, second] = await signings();
    // Netlify is asked again by us, a file by the supporter.
    const wanted = blobs.host === 'netlify' ? ['200'] : ['503 confirmation.unavailable', '200'];
    for (const mail of [first, second]) {
      blobs.faults.next('put', 'lostAfter');
      for (const answer of wanted)
        expect(await verdict(sendJson('confirmations', { token: mail?.token })), answer).toBe(answer);
    }
    expect(stored()).toMatchObject([{ name: 'Second' }]);
  });

  it('is never thanked for where the store only says so', async () => {
    watchLog();
    const [first, second] = await signings();
    for (const [mail, names] of [
      [first, []],
      [second, ['First']],
    ] as const) {
      // The vendor's client reports a refused write with a condition as a success.
      blobs.faults.always('put', { status: 403 });
      const answering = sendJson('confirmations', { token: mail?.token });
      expect(await verdict(answering), names.join()).toBe('503 confirmation.unavailable');
      expect(
        stored().map(({ name }) => name),
        names.join(),
      ).toEqual(names);
      blobs.faults.clear();
      expect(await verdict(sendJson('confirmations', { token: mail?.token })), names.join()).toBe('200');
    }
    expect(stored()).toMatchObject([{ name: 'Second' }]);
  });
});

describe('the order of refusals', () => {
  it('is 404 first: no campaign, and a draft without an organizer’s token', async () => {
    const { token } = await signByMail(mailbox);
    for (const slug of ['nowhere', 'by-mail-draft', '..%2fsite'])
      for (const body of [{ token }, { token: 'x' }, {}])
        expect(await verdict(sendJson('confirmations', body, slug)), slug).toBe('404 campaign.unknown');
  });

  it('then the code, then the 72 hours, then the last day, then the withdrawal', async () => {
    const signedAt = new Date('2040-06-16T20:00:00Z');
    vi.setSystemTime(signedAt);
    const token = await tokenFor('by-mail-until', signedAt);
    const until = (body: unknown) => verdict(sendJson('confirmations', body, 'by-mail-until'));
    const [id = ''] = someIds(1);
    blobs.seed(MARKS, [[`signature/by-mail-until/${id}`, signedAt.toISOString()]]);
    // The campaign closes on the 15th in New York; the 16th is for confirming.
    expect(await until({ token })).toBe('409 signature.withdrawn');
    vi.setSystemTime(new Date('2040-06-17T04:00:00Z'));
    expect(await until({ token })).toBe('409 campaign.closed');
    vi.setSystemTime(signedAt.valueOf() + 72 * HOUR_MS + 1);
    expect(await until({ token })).toBe('422 code.expired');
    expect(await until({ token: `${token}0` })).toBe('422 code.invalid');
  });

  it('reads no store before all of them', async () => {
    const { token } = await signByMail(mailbox);
    const operations = blobs.operations.total;
    for (const body of [{}, { token: 'x' }, { record: token, code: token }])
      await sendJson('confirmations', body);
    pass(72 * HOUR_MS + 1);
    expect(await verdict(sendJson('confirmations', { token }))).toBe('422 code.expired');
    expect(blobs.operations.total).toBe(operations);
  });
});

describe('the time for confirming', () => {
  it('is 72 hours to the millisecond', async () => {
    const { token } = await signByMail(mailbox);
    pass(72 * HOUR_MS);
    expect(await verdict(sendJson('confirmations', { token }))).toBe('200');
    pass(1);
    expect(await verdict(sendJson('confirmations', { token }))).toBe('422 code.expired');
  });

  it('ends with the day after the last one, in the site’s time zone', async () => {
    const token = await tokenFor('by-mail-until', new Date('2040-06-16T03:59:59.999Z'));
    vi.setSystemTime(new Date('2040-06-17T03:59:59.999Z'));
    expect(await verdict(sendJson('confirmations', { token }, 'by-mail-until'))).toBe('200');
    vi.setSystemTime(new Date('2040-06-17T04:00:00.000Z'));
    expect(await verdict(sendJson('confirmations', { token }, 'by-mail-until'))).toBe('409 campaign.closed');
  });

  it.each(['on-hold', 'ended-by-hand', 'has-won', 'clean-river', 'to-come'])(
    'does not end with the state of a campaign: %s',
    async (slug) => {
      expect(await verdict(sendJson('confirmations', { token: await tokenFor(slug) }, slug))).toBe('200');
    },
  );
});
