import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { parseRecipients } from '#sealing/recipients.ts';
import { sealerTo } from '#sealing/seal.ts';
import { X25519Recipient } from '#sealing/x25519-recipient.ts';

const identities = await Promise.all(Array.from({ length: 3 }, () => generateX25519Identity()));
const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));

describe('a seal', () => {
  it('is opened by the library with the key of each recipient, and with no other', async () => {
    const seal = sealerTo(recipients);
    for (const text of ['', 'Ada 🌊', 'x'.repeat(200_000)]) {
      const file = await seal(text);
      for (const identity of identities) expect(await opened(file, identity), identity).toBe(text);
      await expect(opened(file, await generateX25519Identity()), String(text.length)).rejects.toThrow(
        'no identity matched',
      );
    }
  });

  it('has the same head as one of the library: one stanza a recipient, of the same lengths', async () => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    const shapes = [await sealerTo(recipients)('Ada'), await encrypter.encrypt('Ada')].map((file) =>
      new TextDecoder('latin1')
        .decode(file)
        .split('\n')
        .slice(0, 8)
        .map((line) => line.replaceAll(/[\w+/]{43}/gu, '<43>')),
    );
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[0]?.[1]).toBe('-> X25519 <43>');
  });

  it('uses another key for each file and each recipient', async () => {
    const seal = sealerTo([recipients[0] ?? '', recipients[0] ?? '']);
    const files = await Promise.all([seal('Ada'), seal('Ada')]);
    const shares = files.flatMap((file) =>
      Array.from(textOf(file).matchAll(/^-> X25519 (.+)$/gmu), ([, s]) => s),
    );
    expect(new Set(shares).size).toBe(4);
  });
});

describe('a recipient', () => {
  it.each([0, 1])('of a point of low order is refused: %i', (first) => {
    const bytes = new Uint8Array(32);
    bytes[0] = first;
    const text = bech32.encodeFromBytes('age', bytes);
    expect(() => new X25519Recipient(text).wrapFileKey(new Uint8Array(16))).toThrow();
    expect(() => parseRecipients(text)).toThrow('is not an age public key');
  });

  it.each(['', 'age1', 'age1qqqq', identities[0] ?? ''])('that is no public key is refused: %#', (text) => {
    expect(() => new X25519Recipient(text)).toThrow();
  });
});

function opened(file: Uint8Array, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file, 'text');
}

function textOf(file: Uint8Array): string {
  return new TextDecoder('latin1').decode(file);
}
