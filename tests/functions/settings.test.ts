import * as v from 'valibot';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedCampaigns } from '#deploy/deployed-content.ts';
import { SETTINGS_PATH } from '#domain/api-paths.ts';
import { type SeenSettings, SeenSettingsSchema } from '#domain/seen-settings.ts';
import retention from '../../netlify/functions/retention.ts';
import settings from '../../netlify/functions/settings.ts';
import { asOrganizer, ask, invocation, ORIGIN, TOKEN, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
const RUNS = 'hourly-local';

const PUBLIC_KEY = 'age1yn9fnumzqpjwpsf8e5hn66vdcnml43vkks40kyz6yjtckvrrnagslpvt5y';
const OTHER_KEY = 'age1dzpnak4anajp8cjfunz25dptqurxwdk9gs3kvhc6ehw7qw3z8ysqkqxmuc';
const SECRET = 'k3J9xQ2mZ7vB5nL1pR8sT4wY6cD0fGhA';

/** Settings of a deploy that lacks nothing. */
const RIGHT = {
  SIGNATURE_SECRET: SECRET,
  ORGANIZER_TOKENS: `ana:${TOKEN},ben:${SECRET.toLowerCase()}:read:clean-river`,
  SIGNATURE_RECIPIENTS: PUBLIC_KEY,
  MAIL_FROM: 'Clean River <news@hunter2.example>',
  MAIL_URL: 'smtps://hunter2:hunter2@mail.hunter2.example:465',
  URL: ORIGIN,
  PREVIEW_SIGNING: 'on',
  BUILD_HOOK_URL: 'https://api.example/hunter2',
  TRUSTED_PROXIES: '10.0.0.7',
};

beforeAll(deployedCampaigns);

beforeEach(() => {
  for (const [name, value] of Object.entries(RIGHT)) vi.stubEnv(name, value);
  // A row of one letter is an example, and it is the token of all tests.
  vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}`);
});

async function seen(context = ''): Promise<SeenSettings> {
  const response = await settings(
    new Request(ORIGIN + SETTINGS_PATH, asOrganizer()),
    invocation({}, context),
  );
  expect(response.status).toBe(200);
  return v.parse(SeenSettingsSchema, await response.json());
}

describe('GET /api/settings', () => {
  it('says which settings functions see, and gives no value of any', async () => {
    const response = await ask(SETTINGS_PATH, asOrganizer());
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    const hidden = Object.entries({ ...RIGHT, ORGANIZER_TOKENS: TOKEN })
      .filter(([name]) => name !== 'PREVIEW_SIGNING')
      .map(([, value]) => value);
    for (const value of [...hidden, 'hunter2', 'ana', 'petition.example', '10.0.0'])
      expect(text, value).not.toContain(value);
    expect(v.parse(SeenSettingsSchema, JSON.parse(text))).toMatchObject({
      context: '',
      host: 'own',
      settings: {
        SIGNATURE_SECRET: 'ok',
        ORGANIZER_TOKENS: 'guessable',
        SIGNATURE_RECIPIENTS: 'ok',
        MAIL_FROM: 'ok',
        MAIL_URL: 'ok',
        URL: 'ok',
        PREVIEW_SIGNING: 'ok',
        BUILD_HOOK_URL: 'ok',
        TRUSTED_PROXIES: 'ok',
      },
      organizers: { open: 1, refused: [] },
      recipients: { number: 1, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/u) as unknown },
      mail: { tls: true },
      pages: { host: 'netlify', sealed: false },
      hourly: null,
      hourlyFailures: null,
    });
  });

  it.each([
    ['SIGNATURE_SECRET', 'hunter2', 'short'],
    ['SIGNATURE_SECRET', 'change-me-0123456789-change-me-01', 'guessable'],
    ['SIGNATURE_SECRET', ` ${SECRET}`, 'spaced'],
    ['SIGNATURE_RECIPIENTS', 'AGE-SECRET-KEY-1HUNTER2', 'wrong'],
    ['SIGNATURE_RECIPIENTS', ' , ', 'missing'],
    ['MAIL_FROM', 'hunter2', 'wrong'],
    ['MAIL_URL', 'https://hunter2.example', 'wrong'],
    ['URL', 'hunter2', 'wrong'],
    ['URL', 'https://hunter2.example', 'other'],
    ['PREVIEW_SIGNING', 'hunter2', 'wrong'],
    ['BUILD_HOOK_URL', 'http://hunter2.example', 'wrong'],
  ] as const)('names what is wrong by a code: %s=%j is %s', async (name, value, code) => {
    vi.stubEnv(name, value);
    const found = await seen();
    expect(found.settings[name]).toBe(code);
    expect(JSON.stringify(found).toLowerCase()).not.toContain('hunter2');
    vi.stubEnv(name, '');
    expect((await seen()).settings[name]).toBe('missing');
  });

  it('counts the entries of organizers, and names those that open nothing by their places', async () => {
    watchLog();
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},ben:hunter2,cem:${SECRET}:writes`);
    expect((await seen()).organizers).toEqual({ open: 1, refused: [2, 3] });
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${SECRET},ben:hunter2`);
    const headers = { authorization: `Bearer ${SECRET}` };
    const found: unknown = await (await ask(SETTINGS_PATH, { headers })).json();
    expect(found).toMatchObject({ settings: { ORGANIZER_TOKENS: 'wrong' } });
  });

  it('names a set of public keys the same in every order', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', `${PUBLIC_KEY},${OTHER_KEY}`);
    const { recipients } = await seen();
    vi.stubEnv('SIGNATURE_RECIPIENTS', `${OTHER_KEY}, ${PUBLIC_KEY}`);
    expect([recipients.number, (await seen()).recipients]).toEqual([2, recipients]);
    vi.stubEnv('SIGNATURE_RECIPIENTS', PUBLIC_KEY);
    expect((await seen()).recipients.fingerprint).not.toBe(recipients.fingerprint);
  });

  it('tells whether mails go out over a protected connection', async () => {
    vi.stubEnv('MAIL_URL', 'smtp://localhost:25');
    expect(await seen()).toMatchObject({ mail: { tls: false }, settings: { MAIL_URL: 'ok' } });
    vi.stubEnv('MAIL_URL', '');
    expect((await seen()).mail).toEqual({ tls: null });
  });

  it('is for organizers who may read all campaigns, and refuses in the order of all their addresses', async () => {
    watchLog();
    const tokens = ['all', 'river', 'erases'].map((name) => [name, name.padEnd(32, '_')] as const);
    const more = { all: '', river: '::clean-river', erases: ':erase' };
    vi.stubEnv(
      'ORGANIZER_TOKENS',
      tokens.map(([name, token]) => `${name}:${token}${more[name as 'all']}`).join(','),
    );
    const statusOf = async (token: string | null, method = 'GET') => {
      const headers = token === null ? {} : { authorization: `Bearer ${token}` };
      const request = new Request(ORIGIN + SETTINGS_PATH, { method, headers });
      return (await settings(request, invocation())).status;
    };
    expect(await Promise.all(tokens.map(([, token]) => statusOf(token)))).toEqual([200, 403, 403]);
    expect([await statusOf(null), await statusOf('x'.repeat(32))]).toEqual([401, 401]);
    expect([await statusOf(null, 'POST'), await statusOf('all'.padEnd(32, '_'), 'HEAD')]).toEqual([405, 200]);
  });

  it('answers 503 where the store does not, and claims no run', async () => {
    watchLog();
    blobs.faults.decide((operation, key) =>
      operation === 'get' && key.includes('last') ? { status: 403 } : undefined,
    );
    const response = await ask(SETTINGS_PATH, asOrganizer());
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining('settings.unavailable'),
    ]);
  });
});

describe('the note of the hourly function', () => {
  const run = async (context = '') =>
    (await retention(new Request(`${ORIGIN}/`), invocation({}, context))).status;

  it('tells when it ended last, in its own context only, in one document', async () => {
    const before = new Date().toISOString();
    expect(await run()).toBe(200);
    expect(await run()).toBe(200);
    const { hourly, hourlyFailures, now } = await seen();
    expect(String(hourly) >= before && String(hourly) <= now).toBe(true);
    expect(hourlyFailures).toBe(0);
    expect(blobs.keys(RUNS)).toEqual(['last']);
    expect((await seen('deploy-preview')).hourly).toBeNull();
  });

  it('tells how many parts of a run failed', async () => {
    watchLog();
    blobs.seed('withdrawals-local', [[`signature/by-post/${'0'.repeat(32)}`, 'no time']]);
    expect(await run()).toBe(503);
    expect((await seen()).hourlyFailures).toBe(1);
  });

  it('that is not taken is told by the run', async () => {
    const log = watchLog();
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key === 'last' ? { status: 403 } : undefined,
    );
    expect([await run(), log()]).toEqual([503, expect.stringContaining('note a run')]);
  });
});
