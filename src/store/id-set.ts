/** An id is 32 hex digits. */
const ID_BYTES = 16;
const ID_DIGITS = 2 * ID_BYTES;
/** Ids are compared in pieces of 32 bits, in the order of the machine. */
const ID_WORDS = ID_BYTES / 4;

/**
 * A set of ids, in 24 to 32 bytes each. A million ids as texts would take more than the memory of a small function.
 * Ids are spread evenly, so their first word is the hash. Looking one up takes no memory.
 */
export class IdSet {
  /** Four words an id. */
  readonly #words: Uint32Array;
  /** The place of an id, from 1; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #mask: number;
  /** The id that is looked up. `Buffer.alloc` gives memory of its own, so its words are the whole of it. */
  readonly #wanted = Buffer.alloc(ID_BYTES);
  readonly #wantedWords = new Uint32Array(this.#wanted.buffer);
  #size = 0;

  /** `packed`: ids as bytes, one after the other. */
  constructor(packed: readonly Buffer[]) {
    const count = packed.reduce((sum, { length }) => sum + length, 0) / ID_BYTES;
    this.#words = new Uint32Array(count * ID_WORDS);
    const bytes = Buffer.from(this.#words.buffer);
    let length = 0;
    for (const ids of packed) length += ids.copy(bytes, length);
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
    if (this.#size === 0 || id.length !== ID_DIGITS) return false;
    const isId = this.#wanted.write(id, 'hex') === ID_BYTES;
    return isId && this.#slots[this.#slotOf(this.#wantedWords, 0)] !== 0;
  }

  /** Its ids as texts, each once. */
  *values(): Generator<string> {
    const bytes = Buffer.from(this.#words.buffer);
    for (let at = 0; at < bytes.length; at += ID_BYTES) {
      // An id that stands twice has the slot of its first place.
      if (this.#slots[this.#slotOf(this.#words, at / 4)] !== at / ID_BYTES + 1) continue;
      yield bytes.toString('hex', at, at + ID_BYTES);
    }
  }

  #add(index: number): void {
    const slot = this.#slotOf(this.#words, index * ID_WORDS);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = index + 1;
    this.#size += 1;
  }

  /** The slot of the id whose words start at `from`, or the free one where it would stand. Half of all are free. */
  #slotOf(words: Uint32Array, from: number): number {
    let slot = (words[from] ?? 0) & this.#mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || this.#isAt(place - 1, words, from)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #isAt(index: number, words: Uint32Array, from: number): boolean {
    const at = index * ID_WORDS;
    for (let word = 0; word < ID_WORDS; word += 1) {
      if (this.#words[at + word] !== words[from + word]) return false;
    }
    return true;
  }
}

/** Ids as base64 of their bytes, sorted and each once. */
export function packIds(ids: readonly string[]): string {
  return Buffer.from([...new Set(ids)].sort().join(''), 'hex').toString('base64');
}

/** The set of ids that several packed texts hold. */
export function idSetOf(packed: readonly string[]): IdSet {
  return new IdSet(packed.map((ids) => Buffer.from(ids, 'base64')));
}

/** How many ids a packed text holds. */
export function packedCount(packed: string): number {
  return Buffer.byteLength(packed, 'base64') / ID_BYTES;
}

/** Packed ids as texts. */
export function unpackIds(packed: string): string[] {
  return Buffer.from(packed, 'base64').toString('hex').match(/.{32}/gu) ?? [];
}
