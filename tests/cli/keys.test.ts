import { Decrypter, Encrypter } from 'age-encryption';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { showKeys } from '#cli/keys/keys-command.ts';
import { isGuessable } from '#domain/guessable.ts';
import { readTokenEntries } from '#domain/token-entries.ts';
import { parseMailServer } from '#mail/mail-server.ts';
import { parseSender } from '#mail/sender.ts';
import { parseKeyFile } from '#sealing/key-file.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import { endOf } from './end-of.ts';

async function keys(...args: string[]) {
  const { code, stdout, stderr } = await endOf(showKeys, args);
  expect([code, stderr], args.join(' ')).toEqual([0, '']);
  return {
    stdout,
    settings: parseEnv(stdout),
    recipient: /age1[0-9a-z]{58}/u.exec(stdout)?.[0] ?? '',
    identity: /AGE-SECRET-KEY-1[0-9A-Z]{58}/u.exec(stdout)?.[0] ?? '',
  };
}

async function expectPair({ recipient, identity }: { recipient: string; identity: string }): Promise<void> {
  expect(parseRecipients(recipient), recipient).toEqual([recipient]);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  expect(await decrypter.decrypt(await encrypter.encrypt('text'), 'text'), recipient).toBe('text');
}

describe('npm run keys', () => {
  it('shows a new pair each time, whose private half opens what the public half seals', async () => {
    const pairs = await Promise.all([keys(), keys(), keys('--pair'), keys('--pair')]);
    expect(new Set(pairs.map(({ identity }) => identity)).size).toBe(4);
    for (const pair of pairs) {
      await expectPair(pair);
      expect(parseKeyFile(new TextEncoder().encode(pair.stdout)), pair.identity).toEqual({
        kind: 'keys',
        keys: [pair.identity],
      });
    }
  });

  it('prints all settings of production as lines of a .env, and the private half apart from them', async () => {
    const { stdout, settings, recipient, identity } = await keys();
    const { SIGNATURE_SECRET = '', ORGANIZER_TOKENS = '' } = settings;
    expect(Object.keys(settings).sort()).toEqual([
      'ORGANIZER_TOKENS',
      'SIGNATURE_RECIPIENTS',
      'SIGNATURE_SECRET',
    ]);
    expect(settings['SIGNATURE_RECIPIENTS']).toBe(recipient);
    expect(isGuessable(SIGNATURE_SECRET)).toBe(false);
    expect(readTokenEntries(ORGANIZER_TOKENS)).toMatchObject([
      { kind: 'opens', entry: { name: 'organizer', rights: ['read', 'erase'], campaigns: null } },
    ]);
    expect(ORGANIZER_TOKENS).not.toContain(SIGNATURE_SECRET);
    // Whoever pastes from the first setting on pastes no private half.
    expect(stdout.indexOf(identity)).toBeLessThan(stdout.indexOf('# THE SETTINGS'));
    expect(stdout.split(identity)).toHaveLength(2);
    // Every other line is a comment or a setting, as Netlify takes them.
    const strange = stdout.split('\n').filter((line) => !/^(?:#.*|[A-Z_]+=.+|)$/u.test(line));
    expect(strange).toEqual([identity]);
  });

  it('has lines to fill in for mail and previews, which are right but for their values', async () => {
    const { stdout } = await keys();
    const filled = parseEnv(stdout.replaceAll(/^# (?=[A-Z_]+=)/gmu, ''));
    expect(parseMailServer(filled['MAIL_URL'] ?? '')).toMatchObject({ port: 465, protection: 'tls' });
    expect(parseSender(filled['MAIL_FROM'] ?? '')).toMatchObject({ name: 'Clean River' });
    expect(filled['PREVIEW_SIGNING']).toBe('on');
  });

  it('says of each setting which scope and which context it has', async () => {
    const { stdout } = await keys();
    const [, functions = '', both = '', previews = ''] = stdout.split('# ---- ');
    expect(functions).toMatch(
      /^Part 1\. Scope: Functions only\. Context: Production only\.[^]*SIGNATURE_SECRET=[^]*ORGANIZER_TOKENS=[^]*MAIL_URL=/u,
    );
    expect(both).toMatch(
      /^Part 2\. Scopes: Builds and Functions\. Context: all\.[^]*SIGNATURE_RECIPIENTS=[^]*MAIL_FROM=/u,
    );
    expect(previews).toMatch(/never Production\.\n# PREVIEW_SIGNING=on/u);
  });

  it('makes a token for each organizer, with rights and campaigns where they are named', async () => {
    const { settings } = await keys('--organizers', 'ana, María José,ben:read:clean-river');
    const read = readTokenEntries(settings['ORGANIZER_TOKENS'] ?? '');
    expect(read.map((one) => (one.kind === 'opens' ? one.entry : one))).toMatchObject([
      { name: 'ana', campaigns: null },
      { name: 'María José', campaigns: null },
      { name: 'ben', rights: ['read'], campaigns: ['clean-river'] },
    ]);
    expect(new Set(read.map((one) => one.kind === 'opens' && one.entry.token)).size).toBe(3);
  });

  it.each([
    [['--organizers', ''], 'Write names'],
    [['--organizers', 'ana,,ben'], 'Write names'],
    [['--organizers', 'ana,<ben>'], 'Write names'],
    [['--organizers', 'ben:writes'], 'Write names'],
    [['--organizers', 'ana,ben,ana'], 'Two organizers are called ana'],
    [['ana', 'ben'], '--organizers ana,ben'],
    [['--pair', '--organizers', 'ana'], '--pair makes'],
    [['--all'], '--help'],
  ])('shows no secret for arguments that make no sense: %j', async (args, told) => {
    const { code, stdout, stderr } = await endOf(showKeys, args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(told)]);
  });

  it('writes nothing to the machine', async () => {
    const root = await mkdtemp(join(tmpdir(), 'undersigned-keys-'));
    const { code } = await endOf(showKeys, [], { root, project: root });
    expect([code, await readdir(root)]).toEqual([0, []]);
    await rm(root, { recursive: true });
  });
});
