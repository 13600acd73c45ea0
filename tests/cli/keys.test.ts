import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { showKeys } from '#cli/keys/keys-command.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import { endOf } from './end-of.ts';

describe('npm run keys', () => {
  it('shows a new pair each time, whose private half opens what the public half seals', async () => {
    const runs = await Promise.all([endOf(showKeys, []), endOf(showKeys, [])]);
    const pairs = runs.map(({ code, stdout }) => {
      expect(code).toBe(0);
      return {
        recipient: /age1[0-9a-z]{58}/u.exec(stdout)?.[0] ?? '',
        identity: /AGE-SECRET-KEY-1[0-9A-Z]{58}/u.exec(stdout)?.[0] ?? '',
      };
    });
    expect(new Set(pairs.map(({ identity }) => identity)).size).toBe(2);
    for (const { recipient, identity } of pairs) {
      expect(parseRecipients(recipient), recipient).toEqual([recipient]);
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      expect(await decrypter.decrypt(await encrypter.encrypt('text'), 'text'), recipient).toBe('text');
    }
  });
});
