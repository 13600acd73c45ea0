import { describe, expect, it, vi } from 'vitest';
import sign from '../../netlify/functions/sign.ts';
import { ask, invocation, ORIGIN, TOKEN, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm } from './sign-request.ts';

const blobs = await withBlobs();

/** Signs in a deploy of this context. */
function signIn(context: string, { slug = 'clean-river', accept = 'application/json' } = {}) {
  const request = new Request(new URL(addressOf(slug), ORIGIN), {
    method: 'POST',
    headers: { accept, authorization: `Bearer ${TOKEN}` },
    body: new URLSearchParams(aForm()),
  });
  return sign(request, invocation({ campaign: slug }, context));
}

const PREVIEWS = ['deploy-preview', 'branch-deploy'];
const OWN = ['production', 'dev', ''];
const UNKNOWN = 'preview-server';

function stored(): string[] {
  return [...OWN, ...PREVIEWS, UNKNOWN, 'local'].filter((context) => blobs.size(`signatures-${context}`) > 0);
}

describe('signing in a preview', () => {
  it.each([...PREVIEWS, UNKNOWN])('is refused without a setting, and stores nothing: %s', async (context) => {
    const answer = await signIn(context);
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { errors: [{ code: 'campaign.preview' }] },
    ]);
    expect(blobs.operations.total).toBe(0);
  });

  it('is refused with a page that says why', async () => {
    const answer = await signIn('deploy-preview', { accept: 'text/html' });
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('takes nothing that you send'),
    ]);
  });

  it.each(['yes', 'off', 'ON', 'true', ''])(
    'is refused where the setting is not “on”: %j',
    async (setting) => {
      vi.stubEnv('PREVIEW_SIGNING', setting);
      expect((await signIn('deploy-preview')).status).toBe(409);
    },
  );

  it.each(PREVIEWS)('is taken where the setting is on, in a store of its own: %s', async (context) => {
    vi.stubEnv('PREVIEW_SIGNING', 'on');
    expect((await signIn(context)).status).toBe(200);
    expect(stored()).toEqual([context]);
  });

  it('fails in a context that nobody knows, even where the setting is on', async () => {
    watchLog();
    vi.stubEnv('PREVIEW_SIGNING', 'on');
    expect((await signIn(UNKNOWN)).status).toBe(503);
    expect(stored()).toEqual([]);
  });

  it('tells what else stands against it: no such campaign, or a closed one', async () => {
    expect((await signIn('deploy-preview', { slug: 'nowhere' })).status).toBe(404);
    const closed = await signIn('deploy-preview', { slug: 'ended-by-hand' });
    expect(await closed.json()).toMatchObject({ errors: [{ code: 'campaign.closed' }] });
  });

  it('is refused to organizers in a draft too', async () => {
    expect((await signIn('deploy-preview', { slug: 'not-yet-shown' })).status).toBe(409);
  });
});

describe('a preview without any secret of production', () => {
  it.each([
    [200, 'GET', '/api/campaigns'],
    ...['clean-river', 'quiet-river', 'by-mail'].flatMap((slug) =>
      ['count', 'series', 'corrections', 'badge.svg'].map(
        (what) => [200, 'GET', `/api/campaigns/${slug}/${what}`] as const,
      ),
    ),
    ...['signatures', 'confirmations', 'withdrawals', 'withdrawal-mails', 'news'].map(
      (what) => [409, 'POST', `/api/campaigns/by-mail/${what}`] as const,
    ),
    [401, 'GET', '/api/campaigns/clean-river/signatures'],
  ] as const)('answers %i to %s %s', async (status, method, path) => {
    watchLog();
    for (const name of ['SIGNATURE_SECRET', 'ORGANIZER_TOKENS', 'SIGNATURE_RECIPIENTS', 'MAIL_URL'])
      vi.stubEnv(name, '');
    const body = method === 'POST' ? new URLSearchParams(aForm()) : null;
    const headers = { accept: 'application/json' };
    for (const context of PREVIEWS) {
      expect((await ask(path, { method, body, headers }, context)).status, context).toBe(status);
    }
  });
});

describe('signing anywhere else', () => {
  it.each([
    ['production', 'production'],
    ['dev', 'dev'],
    ['', 'local'],
  ])('needs no setting: %j', async (context, store) => {
    expect((await signIn(context)).status).toBe(200);
    expect(stored()).toEqual([store]);
  });
});
