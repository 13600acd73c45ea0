import { generateX25519Identity } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { parseKeyFile } from '#sealing/key-file.ts';
import { asSaved, NO_TEXT } from './text-encodings.ts';

const [ours, older] = [await generateX25519Identity(), await generateX25519Identity()];
const file = `# created: 2016-01-31T12:00:00Z\n# public key: age1qqq, for José\n${ours}\n\n${older}\n`;

describe('a key file', () => {
  it.each(asSaved(file))('holds keys among comments, as age-keygen writes them: %s', (_, bytes) => {
    expect(parseKeyFile(bytes)).toEqual({ kind: 'keys', keys: [ours, older] });
  });

  it.each([
    ['an old encoding', Buffer.from(file, 'latin1')],
    ['RTF', Buffer.from(`{\\rtf1\\ansi\\f0\\fs24 \\cf0 ${ours}\\\n${older}}`)],
    ['quotes', Buffer.from(`“${ours}”, "${older}"`)],
    ['a letter that was cut', Buffer.concat([Buffer.from(file), Buffer.from('é').subarray(0, 1)])],
  ])('holds keys that %s leaves whole', (_, bytes) => {
    expect(parseKeyFile(bytes)).toEqual({ kind: 'keys', keys: [ours, older] });
  });

  it.each([
    ...asSaved('-----BEGIN AGE ENCRYPTED FILE-----\n'),
    ['with space before', Buffer.from('\n-----BEGIN AGE ENCRYPTED FILE-----\n')] as const,
    ['binary', Buffer.from('age-encryption.org/v1\n-> scrypt\n\u{80}\0\u{ff}', 'latin1')] as const,
  ])('may be locked itself: %s', (_, bytes) => {
    expect(parseKeyFile(bytes)).toEqual({ kind: 'encrypted' });
  });

  it.each(NO_TEXT)('may be no text: %s', (_, bytes) => {
    expect(parseKeyFile(bytes)).toEqual({ kind: 'document' });
  });

  it('may hold a key that is safe from quantum computers', () => {
    const key = 'AGE-SECRET-KEY-PQ-1QQQ';
    expect(parseKeyFile(Buffer.from(key))).toEqual({ kind: 'keys', keys: [key] });
  });

  it.each([
    '',
    'MY-AGE-SECRET-KEY-1QQQ',
    'age-secret-key-1qqq',
    'age1yn9fnumzqpjwpsf8e5hn66vdcnml43vkks40kyz6yjtckvrrnagslpvt5y',
    'hello',
  ])('may hold none: %j', (text) => {
    expect(parseKeyFile(Buffer.from(text))).toEqual({ kind: 'none' });
  });
});
