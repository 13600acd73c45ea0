import { describe, expect, it, vi } from 'vitest';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { ask, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, seen } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();

withDateAt('2030-01-31T12:00:00Z');

const PLANTED = { name: 'Planted Name', comment: 'planted comment', updates: 'true' };

/** An answer without its record, which is new each time. */
async function shapeOf(answering: Response | Promise<Response>) {
  const { status, headers, body } = await seen(await answering);
  return { status, headers, body: body.replaceAll(/1[\w-]{700,}/gu, '…') };
}

describe('signing a campaign that demands confirmation', () => {
  it('answers a browser with a page for the code, which keeps the record, in its language', async () => {
    const answer = await seen(await sendForm('signatures', aForm({ locale: 'es' })));
    const { code } = await mailbox.last();
    expect([answer.status, Object.fromEntries(answer.headers)['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.headers.map(([name]) => name)).not.toContain('location');
    expect(answer.body).toContain('lang="es"');
    const record = /name="record"[^>]* value="(1[\w-]+)"/u.exec(answer.body)?.[1] ?? '';
    expect((await sendForm('confirmations', { record, code })).status).toBe(303);
    expect(blobs.size(STORE)).toBe(1);
  });

  it('answers a script 202 with the record', async () => {
    const answer = await sendJson('signatures', aForm());
    expect([answer.status, await answer.json()]).toEqual([
      202,
      { status: 'pending', record: expect.stringMatching(/^1[\w-]+$/u) as unknown },
    ]);
  });

  it('answers the same to everyone: new, signed before, and taken back', async () => {
    const { token } = await signByMail(mailbox);
    await sendJson('confirmations', { token });
    const known = await shapeOf(sendForm('signatures', aForm()));
    const fresh = await shapeOf(sendForm('signatures', aForm({ email: 'eva@example.org' })));
    const { withdrawal } = await mailbox.last();
    await sendJson('withdrawals', { token: withdrawal, withdraw: 'yes' });
    const again = await shapeOf(sendForm('signatures', aForm({ email: 'eva@example.org' })));
    expect([known, again]).toEqual([fresh, fresh]);
  });

  it('stores nothing before: no key but that of the memory of mails', async () => {
    const { record } = await signByMail(mailbox, PLANTED);
    const stores = ['signatures', 'news', 'withdrawals', 'audit'].map((store) => `${store}-local`);
    expect(stores.map((store) => blobs.size(store))).toEqual([0, 0, 0, 0]);
    expect(blobs.operations.put).toBe(1);
    expect(blobs.keys('mails-local-2030-01-31')).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\/signing1$/u),
    ]);
    expect(Buffer.from(record.slice(1), 'base64url').toString('latin1')).not.toMatch(/planted|ada@/iu);
    const count = (await (await ask('/api/campaigns/by-mail/count')).json()) as { online: number };
    expect(count.online).toBe(0);
  });

  it('mails nothing that was typed but to whom, with links to this site only', async () => {
    const log = watchLog();
    const { to, subject, text, html, raw, confirmUrl, withdrawUrl } = await signByMail(mailbox, PLANTED);
    expect(to).toEqual(['ada@example.org']);
    for (const part of [text, html, raw, subject]) expect(part, part.slice(0, 60)).not.toMatch(/planted/iu);
    const links = new Set(
      [...text.matchAll(/https?:\S+/gu), ...html.matchAll(/https?:[^\s"<]+/gu)].map(([link]) => link),
    );
    expect([...links].sort()).toEqual([confirmUrl, withdrawUrl].sort());
    for (const url of links) expect(new URL(url).origin, url).toBe('https://petition.example');
    expect(log()).toBe('');
  });

  it('is asked for mistakes and states before anything else, and without a mail', async () => {
    expect((await shapeOf(sendForm('signatures', aForm({ name: '' })))).status).toBe(422);
    expect(await verdict(sendJson('signatures', aForm({ email: 'ada@' })))).toBe('422 email.invalid');
    vi.setSystemTime(new Date('2040-06-16T04:00:00Z'));
    expect(await verdict(sendJson('signatures', aForm(), 'by-mail-until'))).toBe('409 campaign.closed');
    vi.setSystemTime(new Date('2040-06-16T03:59:59Z'));
    expect(await verdict(sendJson('signatures', aForm(), 'by-mail-until'))).toBe('202');
    expect(mailbox.count()).toBe(1);
  });

  it('brings the form back with what was typed where mail is down', async () => {
    watchLog();
    vi.stubEnv('MAIL_URL', '');
    const answer = await sendForm('signatures', aForm(PLANTED));
    const page = await answer.text();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    for (const kept of ['value="Planted Name"', 'planted comment', 'value="ada@example.org"'])
      expect(page.includes(kept), kept).toBe(true);
  });
});
