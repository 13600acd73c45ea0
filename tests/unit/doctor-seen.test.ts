import { describe, expect, it } from 'vitest';
import { checkClock } from '#cli/doctor/site/clock-check.ts';
import { checkHourly } from '#cli/doctor/site/hourly-check.ts';
import { checkSeenHook } from '#cli/doctor/site/seen-hook-check.ts';
import { canSign, checkSeenSettings } from '#cli/doctor/site/seen-settings-check.ts';
import type { SeenSettings, SettingState } from '#domain/seen-settings.ts';

const NOW = '2026-11-27T12:30:00.000Z';

/** What the functions of a site on Netlify see that lacks nothing. */
function seen(
  changes: Partial<SeenSettings> = {},
  states: Partial<SeenSettings['settings']> = {},
): SeenSettings {
  return {
    now: NOW,
    context: 'production',
    host: 'netlify',
    since: '2026-11-20T12:00:00.000Z',
    settings: {
      SIGNATURE_SECRET: 'ok',
      ORGANIZER_TOKENS: 'ok',
      SIGNATURE_RECIPIENTS: 'ok',
      MAIL_FROM: 'ok',
      MAIL_URL: 'ok',
      URL: 'ok',
      PREVIEW_SIGNING: 'missing',
      BUILD_HOOK_URL: 'missing',
      TRUSTED_PROXIES: 'missing',
      ...states,
    },
    organizers: { open: 2, refused: [] },
    recipients: { number: 1, fingerprint: '0123456789abcdef' },
    mail: { tls: true },
    pages: { host: 'netlify', sealed: true },
    build: { isDue: false, asked: null },
    hourly: '2026-11-27T12:00:03.000Z',
    hourlyFailures: 0,
    ...changes,
  };
}

const EXPECTED = { keys: { number: 1, fingerprint: '0123456789abcdef' }, demanding: ['by-mail'] };

function findings(site: SeenSettings, expected = EXPECTED) {
  return checkSeenSettings(site, expected).filter(({ level }) => level === 'error' || level === 'warning');
}

describe('the doctor at a deployed site', () => {
  it('finds nothing wrong where nothing is, on Netlify and on a machine of its own', () => {
    expect(findings(seen())).toEqual([]);
    const own = { host: 'own', pages: { host: 'own', sealed: true } } as const;
    expect(findings(seen(own, { TRUSTED_PROXIES: 'ok' }))).toEqual([]);
    expect(findings(seen({ context: 'deploy-preview' }, { URL: 'other' }))).toEqual([]);
  });

  it.each<[keyof SeenSettings['settings'], SettingState, 'error' | 'warning', RegExp]>([
    ['SIGNATURE_SECRET', 'missing', 'error', /Functions, context Production/u],
    ['SIGNATURE_SECRET', 'short', 'error', /npm run keys/u],
    ['SIGNATURE_SECRET', 'guessable', 'error', /before the first signature/u],
    ['SIGNATURE_SECRET', 'spaced', 'warning', /Take it away now/u],
    ['ORGANIZER_TOKENS', 'guessable', 'error', /npm run keys -- --organizers/u],
    ['SIGNATURE_RECIPIENTS', 'wrong', 'error', /scope Builds and Functions, context Production/u],
    ['MAIL_FROM', 'wrong', 'error', /scope Builds and Functions/u],
    ['MAIL_FROM', 'missing', 'error', /scope Builds and Functions/u],
    ['MAIL_URL', 'missing', 'error', /scope Functions/u],
    ['MAIL_URL', 'wrong', 'error', /smtps:/u],
    ['MAIL_URL', 'port25', 'error', /465/u],
    ['URL', 'missing', 'error', /Environment variables/u],
    ['URL', 'wrong', 'error', /https:/u],
    ['URL', 'other', 'warning', /Domain management/u],
    ['PREVIEW_SIGNING', 'wrong', 'error', /Deploy Previews/u],
    ['BUILD_HOOK_URL', 'wrong', 'error', /Build hooks/u],
  ])('names what is wrong and says how to mend it: %s is %s', (name, state, level, mend) => {
    expect(findings(seen({}, { [name]: state }))).toEqual([
      { level, what: expect.stringContaining(name) as unknown, mend: expect.stringMatching(mend) as unknown },
    ]);
  });

  it('names entries that open nothing, and what pages and functions say differently', () => {
    const told = (changes: Partial<SeenSettings>) => findings(seen(changes)).map(({ what }) => what);
    expect(told({ organizers: { open: 1, refused: [2, 3] } })).toEqual([
      expect.stringContaining('at 2, 3 opens nothing'),
    ]);
    expect(told({ pages: { host: 'own', sealed: true } })).toEqual([
      expect.stringContaining('says otherwise'),
    ]);
    expect(told({ pages: { host: 'netlify', sealed: false } })).toEqual([
      expect.stringContaining('says that they do not'),
    ]);
    const none = { number: 0, fingerprint: null };
    expect(told({ recipients: none })).toEqual([expect.stringContaining('promises sealing')]);
    expect(told({ recipients: none, pages: { host: 'netlify', sealed: false } })).toEqual([
      expect.stringContaining('stored open'),
    ]);
    const other = { number: 2, fingerprint: 'fedcba9876543210' };
    expect(told({ recipients: other })).toEqual([expect.stringContaining('other keys than those set here')]);
  });

  it('sends whoever runs their own machine to .env, and to a build where pages say it, too', () => {
    const own = { host: 'own', pages: { host: 'own', sealed: true } } as const;
    const mendOf = (name: keyof SeenSettings['settings']) =>
      findings(seen(own, { TRUSTED_PROXIES: 'ok', [name]: 'missing' }))
        .map(({ mend }) => mend)
        .join();
    expect(mendOf('SIGNATURE_SECRET')).toContain('in .env on the machine of the site, and restart');
    expect(mendOf('MAIL_FROM')).toContain('npm run build, and restart');
    expect(mendOf('TRUSTED_PROXIES')).toContain('127.0.0.1');
  });

  it('signs no draft where no signature is taken', () => {
    expect(canSign(seen())).toBe(true);
    for (const state of ['missing', 'short'] as const)
      expect(canSign(seen({}, { SIGNATURE_SECRET: state })), state).toBe(false);
    expect(canSign(seen({}, { SIGNATURE_RECIPIENTS: 'wrong' }))).toBe(false);
    expect(canSign(seen({ recipients: { number: 0, fingerprint: null } }))).toBe(false);
    expect(canSign(seen({ context: 'deploy-preview' }))).toBe(false);
    expect(canSign(seen({ context: 'branch-deploy' }, { PREVIEW_SIGNING: 'ok' }))).toBe(true);
  });
});

describe('pages that are older than a campaign’s first or last day', () => {
  const own = { host: 'own', pages: { host: 'own', sealed: true } } as const;
  const due = (asked: string | null) => ({ build: { isDue: true, asked } });

  it.each<[string, Partial<SeenSettings>, SettingState, string[]]>([
    ['none, with a hook', {}, 'ok', ['fine: it is asked when a campaign opens or closes']],
    ['none, without', {}, 'missing', ['note: at the next deploy']],
    ['none, on an own machine', own, 'missing', ['note: at the next build and start']],
    ['none, with a wrong hook there', own, 'wrong', ['error: nothing is asked there']],
    ['a preview’s', { context: 'deploy-preview', ...due(null) }, 'missing', []],
    ['to be asked for', due(null), 'ok', ['fine: it is asked', 'note: The next run']],
    ['nobody asks for', due(null), 'missing', ['note: is not set', 'warning: they say what is over.']],
    ['asked for just now', due('2026-11-27T12:00:00.000Z'), 'ok', ['fine: it', 'note: 30 minutes ago']],
    ['asked for in vain', due('2026-11-27T11:59:00.000Z'), 'ok', ['fine: it', 'warning: ago, and none came']],
  ])('are told: %s', (_, changes, hook, told) => {
    expect(checkSeenHook(seen(changes, { BUILD_HOOK_URL: hook }))).toEqual(
      told.map((line) => {
        const [level = '', what = ''] = line.split(': ');
        return expect.objectContaining({ level, what: expect.stringContaining(what) as unknown }) as unknown;
      }),
    );
  });
});

describe('the hourly function', () => {
  it.each<[string, Partial<SeenSettings>, string, RegExp]>([
    ['this hour', {}, 'fine', /30 minutes ago/u],
    ['two hours ago', { hourly: '2026-11-27T10:30:00.000Z' }, 'fine', /2 hours ago/u],
    ['more than two hours ago', { hourly: '2026-11-27T10:29:59.000Z' }, 'error', /2 hours ago/u],
    ['days ago', { hourly: '2026-11-20T12:00:00.000Z' }, 'error', /169 hours ago/u],
    ['never, of an old deploy', { hourly: null }, 'error', /never ran/u],
    ['never, of a deploy that says no time', { hourly: null, since: null }, 'error', /never ran/u],
    [
      'never, of a young deploy',
      { hourly: null, since: '2026-11-27T11:45:00.000Z' },
      'note',
      /did not run yet/u,
    ],
    [
      'before an own server was down',
      { hourly: '2026-11-27T03:00:00.000Z', since: '2026-11-27T11:45:00.000Z', host: 'own' },
      'note',
      /did not run yet/u,
    ],
    ['never, of a preview', { hourly: null, context: 'deploy-preview' }, 'note', /not for previews/u],
    ['never, while developing', { hourly: null, context: '', host: 'own' }, 'note', /npm start/u],
    ['with failures', { hourlyFailures: 2 }, 'warning', /2 of its parts failed/u],
  ])('ran %s', (_, changes, level, told) => {
    expect(checkHourly(seen(changes))).toMatchObject({ level, what: expect.stringMatching(told) as unknown });
  });
});

describe('the clock', () => {
  const asked = Date.parse(NOW);
  const at = (ms: number) => new Date(asked + ms);
  it.each([
    ['the same', 500, 500, 'fine'],
    ['a minute behind', -60_000, 0, 'fine'],
    ['more than a minute behind', -60_001, 0, 'error'],
    ['a minute ahead of the answer', 61_000, 0, 'fine'],
    ['more than a minute ahead of it', 61_001, 0, 'error'],
    ['wrong in the header', 0, 3_600_000, 'error'],
  ] as const)('is %s', (_, now, date, level) => {
    const moments = {
      askedMs: asked,
      answeredMs: asked + 1_000,
      now: at(now).toISOString(),
      date: at(date).toUTCString(),
    };
    expect(checkClock(moments).level).toBe(level);
    expect(checkClock({ ...moments, date: null }).level).toBe(now === 0 ? 'fine' : level);
  });
});
