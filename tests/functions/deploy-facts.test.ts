import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { POLICY_OF_NOTHING } from '#domain/policies.ts';
import { aForm, addressOf } from './sign-request.ts';

// This test has its own deploy, because other tests read the common one at the same time.
const root = await mkdtemp(join(tmpdir(), 'undersigned-facts-'));
await cp(inject('deployed'), root, { recursive: true });
process.env['UNDERSIGNED_ROOT'] = root;
const { STORE, watchLog, withBlobs } = await import('./platform.ts');

const blobs = await withBlobs();
const POLICY = '{"Content-Security-Policy":"of this deploy"}';
const FACTS = join(root, 'dist/deploy.json');

afterAll(() => rm(root, { recursive: true }));

beforeEach(() => vi.resetModules());

/** Signs with functions that have read nothing yet. */
async function sign(): Promise<{ again: () => Promise<Response>; response: Response }> {
  const { ask } = await import('./platform.ts');
  const headers = { accept: 'text/html' };
  const init = { method: 'POST', headers, body: new URLSearchParams(aForm()) };
  const again = () => ask(addressOf('clean-river'), init);
  return { again, response: await again() };
}

describe('what the build tells functions', () => {
  it('lets them take no signature in the open where the site says that it seals them', async () => {
    await writeFile(FACTS, `{"sealed":true,"headers":${POLICY}}`);
    const log = watchLog();
    expect((await sign()).response.status).toBe(503);
    expect(blobs.size(STORE)).toBe(0);
    expect(log()).toContain('SIGNATURE_RECIPIENTS');
  });

  it('lets them do nothing while it is missing, and is read again once it is there', async () => {
    await rm(FACTS);
    const log = watchLog();
    const { response, again } = await sign();
    expect(response.status).toBe(503);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(blobs.size(STORE)).toBe(0);
    expect(log()).toContain('dist/deploy.json');
    expect(await response.text()).toMatch(/<html[\s\S]*Something went wrong[\s\S]*Algo salió mal/u);
    await writeFile(FACTS, `{"sealed":false,"headers":${POLICY}}`);
    const later = await again();
    // A redirect is no page.
    expect([later.status, later.headers.get('content-security-policy')]).toEqual([303, POLICY_OF_NOTHING]);
    expect(blobs.size(STORE)).toBe(1);
  });

  it('lets every web page read that there is no count, also without them', async () => {
    await rm(FACTS, { force: true });
    watchLog();
    const { ask } = await import('./platform.ts');
    const { status, headers } = await ask('/api/campaigns/clean-river/count');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([503, '*']);
  });

  it.each([
    ['production', '"host":"own",', 1],
    ['production', '"host":"netlify",', 0],
    ['production', '', 0],
    ['', '"host":"own",', 0],
  ])(
    'lets them log at most once, and fail nobody, that the pages name another host: %j %s',
    async (context, host, complaints) => {
      await writeFile(FACTS, `{${host}"sealed":false,"headers":${POLICY}}`);
      const log = watchLog();
      const { default: campaigns } = await import('../../netlify/functions/campaigns.ts');
      const ask = () =>
        campaigns(new Request('https://petition.example/api/campaigns'), { params: {}, deploy: { context } });
      expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
      expect(log().split('NETLIFY=true').length - 1).toBe(complaints);
    },
  );

  it.each([
    '{"host":"elsewhere","sealed":false,"headers":{"Content-Security-Policy":"of this deploy"}}',
    '',
    '{',
    'null',
    '{}',
    '{"headers":{}}',
    '{"sealed":false}',
    '{"sealed":false,"headers":{}}',
    '{"sealed":false,"headers":{"x-other":"yes"}}',
    '{"sealed":"no","headers":{"Content-Security-Policy":"of this deploy"}}',
  ])('lets them do nothing without a policy for their answers: %s', async (facts) => {
    await writeFile(FACTS, facts);
    const log = watchLog();
    const { response } = await sign();
    expect(response.status).toBe(503);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(blobs.size(STORE)).toBe(0);
    expect(log()).toContain('dist/deploy.json');
  });
});
