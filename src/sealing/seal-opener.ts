import { Decrypter } from 'age-encryption';

/** The result of opening a seal. `otherKey`: sealed to another key. `damaged`: not a whole age file. */
export type OpenedSeal =
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'otherKey' }
  | { readonly kind: 'damaged' };

/** Opens seals with the given private keys. Throws a `TypeError` for an invalid key and does not quote it. */
export class SealOpener {
  readonly #decrypter = new Decrypter();

  constructor(keys: readonly string[]) {
    for (const key of keys) this.#addKey(key);
  }

  /** Opens one seal, a base64 age file. It does not throw. */
  async open(sealed: string): Promise<OpenedSeal> {
    try {
      const file = Uint8Array.from(atob(sealed), (char) => char.charCodeAt(0));
      return { kind: 'opened', text: await this.#decrypter.decrypt(file, 'text') };
    } catch (error) {
      // age-encryption 0.3.1 has no type for this error.
      const isOtherKey = error instanceof Error && error.message.startsWith('no identity matched');
      return { kind: isOtherKey ? 'otherKey' : 'damaged' };
    }
  }

  #addKey(key: string): void {
    try {
      this.#decrypter.addIdentity(key);
    } catch {
      throw new TypeError('This is not a private age key.');
    }
  }
}
