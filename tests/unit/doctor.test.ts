import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDeploy } from '#cli/doctor/deploy-check.ts';
import { type Finding, formatFinding } from '#cli/doctor/finding.ts';
import { checkMail } from '#cli/doctor/mail-check.ts';
import { checkNode } from '#cli/doctor/node-check.ts';
import { checkOwnFiles, checkOwnMachine } from '#cli/doctor/own-machine-check.ts';
import { checkRecipients } from '#cli/doctor/recipients-check.ts';
import { checkSecret } from '#cli/doctor/secret-check.ts';
import { checkTokens } from '#cli/doctor/tokens-check.ts';
import { isGuessable } from '#domain/guessable.ts';
import type { Environment } from '#settings/variables.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { aCampaign } from './a-campaign.ts';

const PUBLIC_KEY = 'age1yn9fnumzqpjwpsf8e5hn66vdcnml43vkks40kyz6yjtckvrrnagslpvt5y';

const fresh = () => randomBytes(32).toString('hex');

/** All findings about settings. */
function found(variables: Environment, { confirms = false } = {}): Finding[] {
  const campaign = aCampaign({ confirmation: confirms ? 'required' : 'none' });
  return [
    checkSecret(variables),
    ...checkTokens(variables, [campaign]),
    ...checkRecipients(variables),
    ...checkMail(variables, [campaign]),
    ...checkDeploy(variables),
    ...checkOwnMachine(variables),
  ];
}

/** The same, each as `level: what`. */
function said(variables: Environment, { confirms = false } = {}): string[] {
  return found(variables, { confirms }).map(({ level, what }) => `${level}: ${what}`);
}

const errors = (variables: Environment) => said(variables).filter((line) => line.startsWith('error'));

describe('the doctor', () => {
  it('finds nothing wrong with settings that are right, on this machine and in a build on the host', () => {
    const here = { SIGNATURE_SECRET: fresh(), ORGANIZER_TOKENS: `ana:${fresh()},josé:${fresh()}` };
    const mail = { MAIL_FROM: 'River <a@b.example>', MAIL_URL: 'smtps://u:p@mail.example:465' };
    const all = { ...here, ...mail, SIGNATURE_RECIPIENTS: PUBLIC_KEY, URL: 'https://river.example' };
    const serve = { PORT: '0', TRUSTED_PROXIES: '10.0.0.7, fd00::/8', PREVIEW_SIGNING: 'on' };
    const build = { NETLIFY: 'true', CONTEXT: 'production', SIGNATURE_RECIPIENTS: PUBLIC_KEY };
    expect(errors(here)).toEqual([]);
    expect(errors({ ...here, MAIL_FROM: 'a@b.example', MAIL_URL: 'smtp://localhost:25' })).toEqual([]);
    expect(errors({ ...here, URL: 'http://localhost:8888' })).toEqual([]);
    expect(errors({ ...all, ...serve, BUILD_HOOK_URL: 'https://api.example/hook' })).toEqual([]);
    const hook = 'fine: BUILD_HOOK_URL: asked for a new build when a campaign opens or closes.';
    expect(said({ ...all, BUILD_HOOK_URL: 'http://127.0.0.1:8889/build' })).toContain(hook);
    expect(said({ ...here, BUILD_HOOK_URL: 'https://api.example/hook' })).toContain(hook);
    expect(said({ ...all, ...serve }).filter((line) => line.startsWith('warning'))).toEqual([]);
    expect(said(build).filter((line) => /^(?:error|warning)/u.test(line))).toEqual([]);
  });

  it('names what is missing, the first to mend first', () => {
    expect(said({})).toEqual([
      expect.stringContaining('error: SIGNATURE_SECRET is not set'),
      expect.stringContaining('error: ORGANIZER_TOKENS is not set'),
      expect.stringMatching(
        /^warning: SIGNATURE_RECIPIENTS is not set: signatures are stored open.*privacy page/su,
      ),
      expect.stringContaining('note: MAIL_FROM'),
      expect.stringContaining('note: URL'),
      expect.stringContaining('note: BUILD_HOOK_URL'),
    ]);
    expect(said({ SIGNATURE_SECRET: '', ORGANIZER_TOKENS: '' })).toEqual(said({}));
  });

  it.each<[string, Environment, RegExp]>([
    ['a secret that is short', { SIGNATURE_SECRET: 'a8Fk2' }, /SIGNATURE_SECRET has 5 characters/u],
    ['a secret that is an example', { SIGNATURE_SECRET: 'change-me-0123456789-change-me-01' }, /example/u],
    ['an entry without a name', { ORGANIZER_TOKENS: fresh() }, /entry 1 opens nothing/u],
    [
      'an entry with a short token',
      { ORGANIZER_TOKENS: `ana:${fresh()},ben:short` },
      /entry 2, ben, opens nothing/u,
    ],
    [
      'an example as token',
      { ORGANIZER_TOKENS: `ana:${'a'.repeat(32)}` },
      /entry 1, ana, looks like an example/u,
    ],
    [
      'the private half of a key',
      { SIGNATURE_RECIPIENTS: 'AGE-SECRET-KEY-1ABC' },
      /entry 1 is a private key/u,
    ],
    [
      'a key that was cut',
      { SIGNATURE_RECIPIENTS: `${PUBLIC_KEY},${PUBLIC_KEY.slice(0, -1)}` },
      /entry 2 is not/u,
    ],
    ['an address without https', { URL: 'http://river.example' }, /URL begins with http:/u],
    ['an address with a path', { URL: 'https://river.example/petition' }, /URL has a path/u],
    ['an address with a question', { URL: 'https://river.example/?a=b' }, /URL has a path/u],
    ['no address', { URL: 'river.example' }, /URL is no web address/u],
    ['another word than on', { PREVIEW_SIGNING: 'true' }, /PREVIEW_SIGNING is neither on nor absent/u],
    [
      'a proxy without an address',
      { TRUSTED_PROXIES: '127.0.0.1' },
      /TRUSTED_PROXIES is set and URL is not/u,
    ],
    [
      'a preview on a machine of its own',
      { URL: 'https://river.example', CONTEXT: 'deploy-preview' },
      /CONTEXT is set/u,
    ],
    [
      'mail that stays on a machine of its own',
      { URL: 'https://river.example', MAIL_FROM: 'a@b.example' },
      /reach nobody/u,
    ],
    ['a hook over an open line', { BUILD_HOOK_URL: 'http://api.example/hook' }, /BUILD_HOOK_URL/u],
    [
      'a hook with a password, on a machine of its own',
      { URL: 'https://river.example', BUILD_HOOK_URL: 'https://u:p@api.example/hook' },
      /BUILD_HOOK_URL/u,
    ],
    ['a port that is none', { PORT: '88x' }, /PORT is no port/u],
    [
      'a proxy that is none',
      { URL: 'https://river.example', TRUSTED_PROXIES: '10.0.0.1,10.0.0.0/33' },
      /TRUSTED_PROXIES: entry 2/u,
    ],
    ['no sender', { MAIL_FROM: 'River' }, /MAIL_FROM is no sender/u],
    ['a sender with half a bracket', { MAIL_FROM: 'a@b.example>' }, /MAIL_FROM is no sender/u],
    ['two senders', { MAIL_FROM: 'a@b.example, c@d.example' }, /MAIL_FROM is no sender/u],
    ['a sender with a line break', { MAIL_FROM: 'a@b.example\nBcc: c@d.example' }, /MAIL_FROM is no sender/u],
    [
      'port 25',
      { MAIL_FROM: 'a@b.example', MAIL_URL: 'smtp://u:p@mail.example:25' },
      /port 25, which hosts of functions block/u,
    ],
    ['mail over http', { MAIL_FROM: 'a@b.example', MAIL_URL: 'https://mail.example' }, /neither smtps/u],
    ['mail to no machine', { MAIL_FROM: 'a@b.example', MAIL_URL: 'smtps:mail' }, /names no machine/u],
    [
      'a name without a password',
      { MAIL_FROM: 'a@b.example', MAIL_URL: 'smtps://u@mail.example' },
      /MAIL_URL needs both a name and a password/u,
    ],
    [
      'a password that ends the address',
      { MAIL_FROM: 'a@b.example', MAIL_URL: 'smtps://u:p#q@mail.example' },
      /MAIL_URL is no address/u,
    ],
    [
      'a sender that many services refuse',
      { MAIL_FROM: 'jürgen@b.example' },
      /MAIL_FROM has other letters than a to z/u,
    ],
    ['no mail address', { MAIL_FROM: 'a@b.example', MAIL_URL: 'mail.example:465' }, /MAIL_URL/u],
  ])('names what is wrong: %s', (_, wrong, told) => {
    const right = { SIGNATURE_SECRET: fresh(), ORGANIZER_TOKENS: `ana:${fresh()}` };
    expect(errors({ ...right, ...wrong })).toEqual([expect.stringMatching(told)]);
    for (const { level, what, mend } of found({ ...right, ...wrong }))
      if (level === 'error' || level === 'warning') expect(mend, what).toMatch(/\S/u);
  });

  it('finds a token that two have, and one that is the secret', () => {
    const [one, secret] = [fresh(), fresh()];
    const ORGANIZER_TOKENS = `ana:${one},ben:${secret},cem:${one}`;
    expect(errors({ SIGNATURE_SECRET: secret, ORGANIZER_TOKENS })).toEqual([
      expect.stringContaining('entry 1, ana, opens nothing'),
      expect.stringContaining('entry 2, ben, is the SIGNATURE_SECRET'),
      expect.stringContaining('entry 3, cem, opens nothing'),
    ]);
  });

  it('warns of a token for campaigns that are not there, and knows former slugs', () => {
    const entries = `ana:${fresh()}:read:clean-river+dry-river,ben:${fresh()}:erase:clean-river`;
    expect(said({ ORGANIZER_TOKENS: entries }).filter((line) => line.includes('ORGANIZER_TOKENS'))).toEqual([
      'warning: ORGANIZER_TOKENS: entry 1, ana, names what is no campaign in content/: dry-river',
      'fine: ORGANIZER_TOKENS: entry 2, ben, may erase in clean-river.',
    ]);
    const renamed = aCampaign({ formerly: ['dry-river'] });
    expect(checkTokens({ ORGANIZER_TOKENS: entries }, [renamed]).map(({ level }) => level)).toEqual([
      'fine',
      'fine',
    ]);
  });

  it('says how to try mails that are set up', () => {
    const mail = { MAIL_FROM: 'a@b.example', MAIL_URL: 'smtps://u:p@mail.example' };
    expect(said(mail).find((line) => line.includes('MAIL_FROM'))).toMatch(
      /^fine: MAIL_FROM and MAIL_URL are well formed.*npm run doctor -- --site <site> --mail/u,
    );
    const build = { MAIL_FROM: 'a@b.example', NETLIFY: 'true' };
    expect(said(build).find((line) => line.includes('MAIL_FROM'))).toMatch(
      /^fine: MAIL_FROM is well formed/u,
    );
  });

  it('says which campaign needs mail that is not set up', () => {
    const told = said({}, { confirms: true }).find((line) => line.includes('MAIL_FROM'));
    expect(told).toBe(
      `error: MAIL_FROM is not set, and these campaigns demand confirmation by mail: ${aCampaign().slug}`,
    );
    expect(said({ MAIL_FROM: 'a@b.example' }, { confirms: true }).join('\n')).toContain(
      'warning: MAIL_URL is not set',
    );
  });

  it.each<[string, Environment, string]>([
    ['a secret with a space', { SIGNATURE_SECRET: ` ${fresh()}` }, 'SIGNATURE_SECRET begins or ends with'],
    [
      'a sender of the examples',
      { MAIL_FROM: 'River <news@example.org>', MAIL_URL: 'smtps://mail.example' },
      'MAIL_FROM is an address of the examples',
    ],
    ['mail without a sender', { MAIL_URL: 'smtps://mail.example' }, 'MAIL_URL is set but MAIL_FROM is not'],
  ])('warns of %s', (_, variables, told) => {
    expect(said(variables)).toContainEqual(expect.stringContaining(`warning: ${told}`));
  });

  it('warns of secrets that a build sees', () => {
    const seen = {
      SIGNATURE_SECRET: fresh(),
      ORGANIZER_TOKENS: `ana:${fresh()}`,
      MAIL_URL: 'smtps://mail.example',
    };
    for (const CONTEXT of ['production', 'deploy-preview', 'branch-deploy']) {
      expect(said({ ...seen, CONTEXT }), CONTEXT).toContain(
        'warning: SIGNATURE_SECRET, ORGANIZER_TOKENS, MAIL_URL: seen by builds, so every package of a build could read them.',
      );
    }
    expect(said({ ...seen, CONTEXT: 'dev' }).join('\n')).not.toContain('seen by builds');
  });

  it('shows no secret, whatever is wrong with it', () => {
    const marker = 'hunter2';
    const values = [
      marker,
      `${marker}:${marker}`,
      `https://${marker}@x.example/${marker}`,
      `ana:${marker}`,
      ` ${marker.repeat(8)}`,
    ];
    const names = [
      'SIGNATURE_SECRET',
      'MAIL_URL',
      'BUILD_HOOK_URL',
      'SIGNATURE_RECIPIENTS',
      'MAIL_FROM',
      'URL',
      'TRUSTED_PROXIES',
      'PORT',
    ];
    for (const value of values) {
      const variables = Object.fromEntries(names.map((name) => [name, value]));
      expect(said(variables).join('\n'), value).not.toContain(marker);
      expect(
        said({ ...variables, MAIL_FROM: 'a@b.example', ORGANIZER_TOKENS: `ana:${value}` }).join('\n'),
        value,
      ).not.toContain(marker);
    }
  });

  it('knows the Node that package.json asks for', () => {
    const range = packageJson.engines.node;
    expect(checkNode('24.21.0', range).level).toBe('fine');
    expect(checkNode('26.3.0', range).level).toBe('fine');
    for (const version of ['20.20.2', '22.18.0', '24.15.0', '25.1.0', '26.2.9']) {
      const { level, what } = checkNode(version, range);
      expect([level, what], version).toEqual(['error', expect.stringContaining(version)]);
    }
  });

  it('asks a machine of its own for what Netlify has by itself, and for nothing of Netlify', () => {
    const here = {
      SIGNATURE_SECRET: fresh(),
      ORGANIZER_TOKENS: `ana:${fresh()}`,
      SIGNATURE_RECIPIENTS: PUBLIC_KEY,
    };
    const own = said({ ...here, URL: 'https://river.example' }).slice(4);
    expect(own).toEqual([
      'fine: URL is a web address.',
      expect.stringMatching(/^note: When a campaign opens or closes, .* BUILD_HOOK_URL can/u),
      expect.stringMatching(/^warning: TRUSTED_PROXIES is not set/u),
      expect.stringMatching(/^note: Backups are yours to make: npm run store -- backup/u),
    ]);
    const behind = { ...here, URL: 'https://river.example', TRUSTED_PROXIES: '127.0.0.1' };
    expect(said(behind).filter((line) => /^(?:warning|error)/u.test(line))).toEqual([]);
    for (const other of [
      {},
      { URL: 'http://localhost:8888' },
      { URL: 'https://river.example', NETLIFY: 'true' },
    ]) {
      const lines = said({ ...here, ...other }).join('\n');
      expect(lines, JSON.stringify(other)).not.toMatch(/TRUSTED_PROXIES|Backups/u);
      expect(lines, JSON.stringify(other)).toContain('BUILD_HOOK_URL');
    }
  });

  it('looks whether a machine of its own may write its file, and who else reads there', async () => {
    const root = await mkdtemp(join(tmpdir(), 'undersigned-doctor-'));
    const data = await mkdtemp(join(tmpdir(), 'undersigned-doctor-data-'));
    const found = async (variables: Environment) =>
      (await checkOwnFiles(root, { URL: 'https://river.example', ...variables })).map(
        ({ level, what }) => `${level}: ${what}`,
      );
    await writeFile(join(root, '.env'), '', { mode: 0o600 });
    expect(await found({ DATA_DIR: data })).toEqual([`fine: DATA_DIR: signatures lie in ${data}`]);
    expect(await found({ DATA_DIR: join(data, 'not', 'yet') })).toEqual([expect.stringMatching(/^fine/u)]);
    expect(await found({})).toEqual([expect.stringMatching(/^warning: DATA_DIR lies in the project/u)]);
    expect(await found({ DATA_DIR: join(root, '.env') })).toEqual([
      expect.stringMatching(/^error: DATA_DIR is no folder/u),
    ]);
    await chmod(data, 0o755);
    await chmod(join(root, '.env'), 0o644);
    expect(await found({ DATA_DIR: data })).toEqual([
      'error: .env can be read by others on this machine.',
      `warning: DATA_DIR is open to others on this machine: ${data}`,
    ]);
    expect(await found({ NETLIFY: 'true' })).toEqual([]);
    await Promise.all([rm(root, { recursive: true }), rm(data, { recursive: true })]);
  });

  it('tells an example from a random value', () => {
    const examples = [
      'a'.repeat(40),
      'abcdefghijklmnopqrstuvwxyz012345',
      '0123456789abcdef0123456789abcdef',
      'deadbeef'.repeat(4),
      'k3Xq9TzLb'.repeat(4),
      'abacabadabacabaeabacabadabacabaf',
      'this-is-an-example-of-32-letters',
      'your-token-goes-here-your-token-x',
      'correct-horse-battery-secret-1234',
    ];
    expect(examples.filter((value) => !isGuessable(value))).toEqual([]);
    const random = Array.from({ length: 500 }, () => [fresh(), randomBytes(32).toString('base64url')]).flat();
    expect(random.filter(isGuessable)).toEqual([]);
  });

  it('marks each finding, and puts below it what to do', () => {
    expect(formatFinding({ level: 'error', what: 'One.', mend: 'Two\nlines.' })).toBe(
      '✗ error    One.\n           → Two\n           lines.',
    );
    // A site that is looked at can answer what it likes.
    expect(formatFinding({ level: 'fine', what: 'river\u001B[2J is there' })).toContain('river\\u{1b}[2J');
  });
});
