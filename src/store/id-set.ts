/** An id is 32 hex digits. */
export const ID_BYTES = 16;

/**
 * A set of ids, in 24 to 32 bytes each. A million ids as texts would take more than the memory of a small function.
 * Ids are spread evenly, so their first four bytes are the hash.
 */
export class IdSet {
  readonly #ids: Buffer;
  /** The place of an id, from 1; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #mask: number;
  #size = 0;

  /** `packed`: ids as bytes, one after the other. */
  constructor(packed: readonly Buffer[]) {
    this.#ids = Buffer.concat(packed);
    const count = this.#ids.length / ID_BYTES;
    const slots = 2 ** Math.ceil(Math.log2(count * 2 + 1));
    this.#slots = new Uint32Array(slots);
    this.#mask = slots - 1;
    for (let index = 0; index < count; index += 1) this.#add(index);
  }

  /** How many different ids it holds. */
  get size(): number {
    return this.#size;
  }

  /** True if it holds this id of 32 hex digits. */
  has(id: string): boolean {
    if (this.#size === 0) return false;
    const wanted = Buffer.from(id, 'hex');
    return wanted.length === ID_BYTES && this.#slots[this.#slotOf(wanted)] !== 0;
  }

  #add(index: number): void {
    const slot = this.#slotOf(this.#at(index));
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = index + 1;
    this.#size += 1;
  }

  /** The slot of an id, or the free one where it would stand. At most half of all slots are taken. */
  #slotOf(id: Buffer): number {
    let slot = id.readUInt32LE() & this.#mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || this.#at(place - 1).equals(id)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #at(index: number): Buffer {
    return this.#ids.subarray(index * ID_BYTES, (index + 1) * ID_BYTES);
  }
}

/** Ids as base64 of their bytes, sorted and each once. */
export function packIds(ids: readonly string[]): string {
  return Buffer.from([...new Set(ids)].sort().join(''), 'hex').toString('base64');
}

/** Packed ids as texts. */
export function unpackIds(packed: string): string[] {
  return Buffer.from(packed, 'base64').toString('hex').match(/.{32}/gu) ?? [];
}
