import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { everyCanonicalAddress } from '#domain/every-address.ts';
import { entryId } from '#secret/entry-id.ts';
import { toWithdrawalToken } from '#secret/withdrawal-token.ts';
import { someIds } from '../store/a-signature.ts';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { ORIGIN, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, seen, signByForm } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();

withDateAt('2030-01-31T12:00:00Z');

function withdraw(token: string, slug: string): Promise<string> {
  return verdict(sendJson('withdrawals', { token, withdraw: 'yes' }, slug));
}

describe('asking for a link that takes a signature back', () => {
  it('is answered the same for everyone, to a browser and to a script', async () => {
    await signByForm(aForm(), 'clean-river');
    const signed = await seen(
      await sendForm('withdrawal-mails', { email: 'ada@example.org' }, 'clean-river'),
    );
    const stranger = await seen(
      await sendForm('withdrawal-mails', { email: 'eva@example.org' }, 'clean-river'),
    );
    expect(stranger).toEqual(signed);
    expect([signed.status, Object.fromEntries(signed.headers)['location'], signed.body]).toEqual([
      303,
      '/clean-river/withdraw/sent/',
      '',
    ]);
    const json = await seen(await sendJson('withdrawal-mails', { email: 'cem@example.org' }, 'clean-river'));
    expect(json).toMatchObject({ status: 202, body: '{"status":"pending"}' });
    expect(mailbox.count()).toBe(3);
  });

  it('mails a link to the site’s own address, whatever the request says', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    await sendForm('withdrawal-mails', { email: 'Ada+x@Example.org', locale: 'es' }, 'clean-river', headers);
    const { to, withdrawUrl, token, raw } = await mailbox.last();
    expect(to).toEqual(['Ada+x@example.org']);
    expect(withdrawUrl.split('#')[0]).toBe(`${ORIGIN}/es/clean-river/withdraw/`);
    expect([token, raw.includes('evil.example')]).toEqual(['', false]);
  });

  it('takes back what stands when the link is used, and not what stood when it was asked for', async () => {
    await sendJson('withdrawal-mails', { email: 'ada@example.org' }, 'clean-river');
    const { withdrawal } = await mailbox.last();
    await signByForm(aForm(), 'clean-river');
    await signByForm(aForm({ email: 'eva@example.org' }), 'clean-river');
    expect(await withdraw(withdrawal, 'clean-river')).toBe('200');
    expect(blobs.size(STORE)).toBe(1);
    await signByForm(aForm(), 'clean-river');
    expect(await withdraw(withdrawal, 'clean-river')).toBe('200');
    expect(blobs.size(STORE)).toBe(1);
  });

  it.each(['ada@protonmail.ch', 'ａｄａ@example.jp'])(
    'takes back what %s signed under an earlier rule, too',
    async (email) => {
      const ids = everyCanonicalAddress(email).map((address) =>
        entryId('s'.repeat(32), { kind: 'signature', campaign: 'clean-river' }, address),
      );
      expect(ids.length).toBeGreaterThan(1);
      blobs.seed(
        STORE,
        ids.map((id) => [`clean-river/${id}`, '{}'] as const),
      );
      await sendJson('withdrawal-mails', { email }, 'clean-river');
      expect(await withdraw((await mailbox.last()).withdrawal, 'clean-river')).toBe('200');
      expect(blobs.size(STORE)).toBe(0);
    },
  );

  it('leaves nothing under way behind its answer, though one of two spellings fails', async () => {
    watchLog();
    const ids = someIds(2);
    blobs.seed(
      STORE,
      ids.map((id) => [`clean-river/${id}`, '{}'] as const),
    );
    blobs.faults.next('delete', { status: 403 });
    blobs.faults.always('delete', { until: setTimeout(50) });
    const token = toWithdrawalToken('s'.repeat(32), 'clean-river', { kind: 'signature', ids });
    expect(await withdraw(token, 'clean-river')).toBe('503 withdrawal.unavailable');
    expect(blobs.size(STORE)).toBe(1);
  });

  it('takes back nothing of a mailbox that does not get the mail', async () => {
    const others = 'ada@xn--nxasmm1c.gr';
    await signByForm(aForm({ email: others }), 'clean-river');
    // Its domain ends in another sigma than the one that was typed there.
    await sendJson('withdrawal-mails', { email: 'ada@βόλος.gr' }, 'clean-river');
    const { to, withdrawal } = await mailbox.last();
    expect(to).not.toContain(others);
    expect(await withdraw(withdrawal, 'clean-river')).toBe('200');
    expect(blobs.size(STORE)).toBe(1);
  });

  it('stops what waits for its confirmation', async () => {
    const { token } = await signByMail(mailbox);
    await sendJson('withdrawal-mails', { email: 'ada@example.org' });
    expect(await withdraw((await mailbox.last()).withdrawal, 'by-mail')).toBe('200');
    expect(await verdict(sendJson('confirmations', { token }))).toBe('409 signature.withdrawn');
  });

  it.each(['on-hold', 'ended-by-hand', 'ended-by-date', 'has-won', 'to-come', 'muddy-river'])(
    'works in every state and under former slugs: %s',
    async (slug) => {
      expect(await verdict(sendJson('withdrawal-mails', { email: 'ada@example.org' }, slug))).toBe('202');
      expect(await withdraw((await mailbox.last()).withdrawal, slug)).toBe('200');
    },
  );

  it('needs an address and a campaign, and sends nothing without', async () => {
    for (const email of ['', 'ada', 'a@example.org, b@example.org'])
      expect(await verdict(sendJson('withdrawal-mails', { email })), email).toMatch(/^422 email\./u);
    for (const slug of ['nowhere', 'not-yet-shown'])
      expect(await verdict(sendJson('withdrawal-mails', { email: 'ada@example.org' }, slug)), slug).toBe(
        '404 campaign.unknown',
      );
    expect([mailbox.count(), blobs.operations.total]).toEqual([0, 0]);
  });

  it('shows the page again with the address in the form that was sent', async () => {
    const answer = await seen(await sendForm('withdrawal-mails', { email: 'ada@', locale: 'es' }));
    expect(answer.status).toBe(422);
    for (const part of ['lang="es"', 'value="ada@"', 'id="withdrawal-mail"'])
      expect(answer.body.includes(part), part).toBe(true);
  });
});

describe('a discreet campaign', () => {
  it('names in its mails neither the topic nor the sender, and leads to the same places', async () => {
    const { from, subject, raw, text, token } = await signByMail(
      mailbox,
      { name: 'Planted Name' },
      'by-mail-quietly',
    );
    expect(from).toEqual({ name: '', address: 'petition@river.example' });
    const links = /\S+\/by-mail-quietly\/(?:confirm|withdraw)\/#\S+/gu;
    expect(text.match(links)).toHaveLength(2);
    const words = `${subject} ${text.replace(links, '')}`;
    for (const secret of ['The campaign', 'by-mail-quietly', 'River', 'river', 'Planted', 'petition', 'sign'])
      expect(words.includes(secret), secret).toBe(false);
    expect(raw).not.toContain('Planted');
    expect(await verdict(sendJson('confirmations', { token }, 'by-mail-quietly'))).toBe('200');
  });
});
