import { describe, expect, it, vi } from 'vitest';
import confirm from '../../netlify/functions/confirm.ts';
import news from '../../netlify/functions/news.ts';
import sign from '../../netlify/functions/sign.ts';
import withdraw from '../../netlify/functions/withdraw.ts';
import withdrawalMail from '../../netlify/functions/withdrawal-mail.ts';
import { type FormName, pathOf, verdict, withMail } from './mailbox.ts';
import { invocation, ORIGIN, withBlobs } from './platform.ts';
import { aForm } from './sign-request.ts';

const blobs = await withBlobs();
const mailbox = await withMail();

const FUNCTIONS = {
  signatures: sign,
  confirmations: confirm,
  withdrawals: withdraw,
  'withdrawal-mails': withdrawalMail,
  news,
} as const;

/** Sends a form to a deploy of this context. All deploys of a site have the same secret. */
function sendIn(context: string, name: FormName, fields: Readonly<Record<string, string>>): Promise<string> {
  const request = new Request(new URL(pathOf(name), ORIGIN), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
  return verdict(FUNCTIONS[name](request, invocation({ campaign: 'by-mail' }, context)));
}

/** What any function may have stored, by the names of the stores. */
function stored(): string[] {
  const contexts = ['production', 'deploy-preview', 'branch-deploy', 'local'];
  return ['signatures', 'news', 'withdrawals']
    .flatMap((kind) => contexts.map((context) => `${kind}-${context}`))
    .filter((store) => blobs.size(store) > 0);
}

describe('a preview that takes no signatures', () => {
  it('takes nothing else, asks no store and sends no mail', async () => {
    await sendIn('production', 'signatures', aForm());
    const { token, withdrawal } = await mailbox.last();
    blobs.operations.reset();
    for (const [name, fields] of [
      ['signatures', aForm()],
      ['confirmations', { token }],
      ['withdrawals', { token: withdrawal, withdraw: 'yes' }],
      ['withdrawal-mails', { email: 'ada@example.org' }],
      ['news', { email: 'ada@example.org' }],
    ] as const)
      for (const context of ['deploy-preview', 'branch-deploy', 'preview-server'])
        expect(await sendIn(context, name, fields), `${name} ${context}`).toBe('409 campaign.preview');
    expect([blobs.operations.total, mailbox.count()]).toEqual([0, 1]);
  });
});

describe('a preview that takes signatures', () => {
  it('goes the whole way in stores of its own', async () => {
    vi.stubEnv('PREVIEW_SIGNING', 'on');
    expect(await sendIn('deploy-preview', 'signatures', aForm())).toBe('202');
    const { token, withdrawal } = await mailbox.last();
    expect(await sendIn('deploy-preview', 'confirmations', { token })).toBe('200');
    expect(stored()).toEqual(['signatures-deploy-preview']);
    expect(await sendIn('deploy-preview', 'withdrawals', { token: withdrawal, withdraw: 'yes' })).toBe('200');
    expect(stored()).toEqual(['withdrawals-deploy-preview']);
  });

  it.each([
    ['deploy-preview', 'production'],
    ['production', 'deploy-preview'],
    ['branch-deploy', 'deploy-preview'],
  ])('gives and takes no records or links of another: %s, %s', async (from, to) => {
    vi.stubEnv('PREVIEW_SIGNING', 'on');
    for (const [name, fields] of [
      ['signatures', aForm()],
      ['news', { email: 'ada@example.org' }],
    ] as const) {
      expect(await sendIn(from, name, fields), name).toBe('202');
      const { token, withdrawal } = await mailbox.last();
      expect(await sendIn(to, 'confirmations', { token }), name).toBe('422 code.invalid');
      const withdrawing = { token: withdrawal, withdraw: 'yes' };
      expect(await sendIn(to, 'withdrawals', withdrawing), name).toBe('422 token.invalid');
    }
    expect(stored()).toEqual([]);
  });
});
