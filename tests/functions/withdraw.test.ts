import { describe, expect, it, vi } from 'vitest';
import { deployedCampaign } from '#deploy/deployed-content.ts';
import { keySlugOf } from '#domain/campaign.ts';
import type { EntryKind } from '#domain/entry-kind.ts';
import { toWithdrawalToken } from '#secret/withdrawal-token.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { asOrganizer, ask, LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, eraseAddress, seen, signByForm } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const SECRET = 's'.repeat(32);
const MARKS = 'withdrawals-local';

withDateAt('2030-01-31T12:00:00Z');

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

function confirm(token: string): Promise<string> {
  return verdict(sendJson('confirmations', { token }));
}

function withdraw(token: string, slug = 'by-mail'): Promise<string> {
  return verdict(sendJson('withdrawals', { token, withdraw: 'yes' }, slug));
}

/** A link for an entry of any campaign, whatever its state. */
async function linkFor(slug: string, kind: EntryKind = 'signature'): Promise<string> {
  const campaign = await deployedCampaign(slug);
  if (!campaign) throw new RangeError(`There is no ${slug}.`);
  return toWithdrawalToken(SECRET, keySlugOf(campaign), { kind, ids: someIds(1) });
}

describe('withdrawing', () => {
  it('takes back what is recorded, and leads to a page that says so', async () => {
    const { token, withdrawal } = await signByMail(mailbox, { locale: 'es' });
    await confirm(token);
    expect(blobs.size(STORE)).toBe(1);
    const answer = await sendForm('withdrawals', { token: withdrawal, withdraw: 'yes', locale: 'es' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/es/by-mail/withdrawn/']);
    expect(blobs.size(STORE)).toBe(0);
  });

  it('is answered the same where there is nothing, and twice', async () => {
    const { token, withdrawal } = await signByMail(mailbox);
    await confirm(token);
    const body = { token: withdrawal, withdraw: 'yes' };
    const first = await seen(await sendJson('withdrawals', body));
    expect(first).toMatchObject({ status: 200, body: '{"status":"withdrawn"}' });
    expect(await seen(await sendJson('withdrawals', body))).toEqual(first);
    const { withdrawal: unconfirmed } = await signByMail(mailbox, { email: 'eva@example.org' });
    expect(await seen(await sendJson('withdrawals', { ...body, token: unconfirmed }))).toEqual(first);
  });

  it('leaves a mark of a keyed digest and a time, no log entry, and nothing else', async () => {
    const { token, withdrawal } = await signByMail(mailbox);
    await confirm(token);
    await withdraw(withdrawal);
    const [key = '', ...others] = blobs.keys(MARKS);
    expect(key).toMatch(/^signature\/by-post\/[0-9a-f]{32}$/u);
    expect(others).toEqual([]);
    expect(blobs.read(MARKS, key)?.body.toString()).toBe('2030-01-31T12:00:00.000Z');
    expect([blobs.size(STORE), blobs.size(LOG_STORE)]).toEqual([0, 0]);
  });

  it.each(['on-hold', 'ended-by-hand', 'ended-by-date', 'has-won', 'to-come', 'blue-river', 'muddy-river'])(
    'works in every state and under former slugs: %s',
    async (slug) => {
      const campaign = await deployedCampaign(slug);
      const key = campaign ? keySlugOf(campaign) : '';
      const [id = ''] = someIds(1);
      blobs.seed(STORE, [[`${key}/${id}`, JSON.stringify(aSignature({ id, campaign: key }))]]);
      expect(await withdraw(await linkFor(slug), slug)).toBe('200');
      expect(blobs.size(STORE)).toBe(0);
    },
  );

  it('works years later, with what was pasted along', async () => {
    const { token, withdrawUrl } = await signByMail(mailbox);
    await confirm(token);
    pass(5 * 366 * 86_400_000);
    expect(await withdraw(` ${withdrawUrl}\n`)).toBe('200');
    expect(blobs.size(STORE)).toBe(0);
  });

  it('takes back a signature that nobody had to confirm', async () => {
    await signByForm(aForm(), 'clean-river');
    await sendForm('withdrawal-mails', { email: 'ada@example.org' }, 'clean-river');
    expect(await withdraw((await mailbox.last()).withdrawal, 'clean-river')).toBe('200');
    expect(blobs.size(STORE)).toBe(0);
  });
});

describe('what is no withdrawal', () => {
  it('is a draft’s, for all but organizers', async () => {
    const token = await linkFor('by-mail-draft');
    expect(await withdraw(token, 'by-mail-draft')).toBe('404 campaign.unknown');
    const { headers } = asOrganizer();
    const body = { token, withdraw: 'yes' };
    const sent = sendJson('withdrawals', body, 'by-mail-draft', Object.fromEntries(new Headers(headers)));
    expect(await verdict(sent)).toBe('200');
  });

  it('is a damaged token, before the choice is asked for', async () => {
    const { withdrawal, token, record } = await signByMail(mailbox);
    await confirm(token);
    const wrong = [
      ...Array.from(withdrawal, (letter, index) => {
        const other = letter === 'A' ? 'B' : 'A';
        return withdrawal.slice(0, index) + other + withdrawal.slice(index + 1);
      }),
      withdrawal.slice(0, -1),
      `${withdrawal}A`,
      '',
      '#',
      token,
      record,
      await linkFor('by-mail-too'),
    ];
    for (const damaged of wrong) {
      expect(await withdraw(damaged), damaged).toBe('422 token.invalid');
      expect(await verdict(sendJson('withdrawals', { token: damaged })), damaged).toBe('422 token.invalid');
    }
    expect(await verdict(sendJson('withdrawals', { token: 7, withdraw: 'yes' }))).toBe('422 token.invalid');
    expect([blobs.size(STORE), blobs.size(MARKS)]).toEqual([1, 0]);
  });

  it.each(['', 'no', 'on', 'YES', true, ['yes']])('has no choice: %j', async (choice) => {
    const { withdrawal } = await signByMail(mailbox);
    const body = { token: withdrawal, withdraw: choice };
    expect(await verdict(sendJson('withdrawals', body))).toBe('422 withdraw.required');
    expect(blobs.size(MARKS)).toBe(0);
  });

  it('keeps its token on the page that asks for the choice', async () => {
    const { withdrawal } = await signByMail(mailbox);
    const answer = await seen(await sendForm('withdrawals', { token: withdrawal }));
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(`value="${withdrawal}"`);
  });
});

describe('after a withdrawal', () => {
  it('no older link confirms, and one of a later signing does', async () => {
    const first = await signByMail(mailbox);
    pass(1);
    const second = await signByMail(mailbox);
    await confirm(first.token);
    // At the same millisecond as the second signing.
    await withdraw(first.withdrawal);
    for (const { token } of [first, second])
      expect(await confirm(token), token).toBe('409 signature.withdrawn');
    pass(1);
    const third = await signByMail(mailbox, { name: 'Third' });
    expect(await confirm(third.token)).toBe('200');
    expect(await confirm(first.token)).toBe('409 signature.withdrawn');
    expect(blobs.size(STORE)).toBe(1);
  });

  it('the same links say the same until they expire, and others are not touched', async () => {
    const ada = await signByMail(mailbox);
    const eva = await signByMail(mailbox, { email: 'eva@example.org' });
    await withdraw(ada.withdrawal);
    pass(72 * 3_600_000);
    expect(await confirm(ada.token)).toBe('409 signature.withdrawn');
    expect(await confirm(eva.token)).toBe('200');
  });

  it('by an organizer’s erasing, what waits can no longer be confirmed either', async () => {
    const { token } = await signByMail(mailbox);
    await confirm(token);
    const [key = ''] = blobs.keys(STORE);
    const id = key.split('/')[1] ?? '';
    const erased = await ask(`/api/campaigns/by-mail/signatures/${id}`, asOrganizer({ method: 'DELETE' }));
    expect(erased.status).toBe(204);
    expect(await confirm(token)).toBe('409 signature.withdrawn');
    const eva = await signByMail(mailbox, { email: 'Eva@example.org' });
    const answer = await eraseAddress('eva@example.org', 'by-mail');
    expect(await answer.json()).toEqual({ erased: 0 });
    expect(await confirm(eva.token)).toBe('409 signature.withdrawn');
    expect(blobs.size(STORE)).toBe(0);
  });
});

describe('a store that fails', () => {
  it('at the mark means 503, and nothing is erased', async () => {
    watchLog();
    const { token, withdrawal } = await signByMail(mailbox);
    await confirm(token);
    blobs.faults.always('put', { status: 403 });
    expect(await withdraw(withdrawal)).toBe('503 withdrawal.unavailable');
    expect([blobs.size(STORE), blobs.operations.delete]).toEqual([1, 0]);
  });

  it('at the deletion means 503, and the same token finishes it', async () => {
    watchLog();
    const { token, withdrawal } = await signByMail(mailbox);
    await confirm(token);
    blobs.faults.always('delete', { status: 403 });
    const answer = await sendForm('withdrawals', { token: withdrawal, withdraw: 'yes' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await answer.text()).toContain(`value="${withdrawal}"`);
    // From the mark on no older link confirms, though the signature still stands.
    expect(await confirm(token)).toBe('409 signature.withdrawn');
    blobs.faults.clear();
    expect(await withdraw(withdrawal)).toBe('200');
    expect(blobs.size(STORE)).toBe(0);
  });

  it.each([
    ['by-mail', 'signature', 1],
    ['clean-river', 'signature', 0],
    ['clean-river', 'news', 1],
  ] as const)(
    'at the deletion leaves a mark only where a mailbox confirms: %s, %s',
    async (slug, kind, marks) => {
      watchLog();
      blobs.faults.always('delete', { status: 403 });
      expect(await withdraw(await linkFor(slug, kind), slug)).toBe('503 withdrawal.unavailable');
      expect(blobs.size(MARKS)).toBe(marks);
      blobs.faults.clear();
      expect(await withdraw(await linkFor(slug, kind), slug)).toBe('200');
      expect(blobs.size(MARKS)).toBe(1);
    },
  );

  it('tells neither the log nor the answer whose signature it was', async () => {
    const log = watchLog();
    const { token, withdrawal, record } = await signByMail(mailbox, { name: 'Planted Name' });
    blobs.faults.always('put', { status: 403 });
    blobs.faults.always('get', { status: 403 });
    const answers = [
      await sendJson('withdrawals', { token: withdrawal, withdraw: 'yes' }),
      await sendJson('confirmations', { token }),
      await sendJson('signatures', aForm({ name: 'Planted Name' })),
    ];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(log()).not.toBe('');
    for (const secret of ['Planted', 'example.org', withdrawal, record, token])
      expect([log(), ...bodies].join('\n').includes(secret), secret).toBe(false);
  });
});
