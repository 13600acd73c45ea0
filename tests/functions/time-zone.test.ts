import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, vi } from 'vitest';
import { asOrganizer, ask, withBlobs } from './platform.ts';
import { addressOf, aForm, signByForm } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

// The time zone of the tests' site has the hours of UTC, so this one is off them.
vi.mock(import('#deploy/deployed-content.ts'), async (original) => {
  const content = await original();
  const deployedSite = async () => ({ ...(await content.deployedSite()), timeZone: 'Asia/Kathmandu' });
  return { ...content, deployedSite };
});

await withBlobs();
withDateAt('2026-05-01T18:20:30.400Z');

describe('a site off the full hour', () => {
  it('rounds the time of a sealed signature to its own hour, which keeps it on its day', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(await generateX25519Identity()));
    await signByForm(aForm({}));
    const response = await ask(`${addressOf('clean-river')}?format=ndjson`, asOrganizer());
    expect(await response.json()).toMatchObject({ signedAt: '2026-05-01T18:15:00.000Z' });
  });

  it('names a download by its own day', async () => {
    await signByForm(aForm({}));
    const response = await ask(`${addressOf('clean-river')}?format=csv`, asOrganizer());
    expect(response.headers.get('content-disposition')).toContain('"clean-river-2026-05-02.csv"');
    await response.body?.cancel();
  });
});
