import { folded } from '#domain/folded.ts';
import { postalCodeKey } from '#domain/place.ts';
import type { OpenSignature } from '#domain/signature.ts';

/** What is searched for. */
interface Query {
  readonly words: readonly string[];
  /** A postal code is found in any spelling: `150-0002` as `1500002`. */
  readonly code: string;
}

const NOTHING_ASKED: Query = { words: [], code: '' };

/**
 * Finds the signatures that contain every word of a query in any of the searched columns. With each letter that is
 * typed the query gets narrower. So it looks only at what it has just found.
 */
export class SignatureSearch {
  #among: readonly OpenSignature[] = [];
  #asked: Query = NOTHING_ASKED;
  #found: readonly OpenSignature[] = [];

  /** What `typed` finds among signatures, in their order. */
  search(among: readonly OpenSignature[], typed: string): readonly OpenSignature[] {
    const asked = toQuery(typed);
    const isKnown = among === this.#among && isNarrower(asked, this.#asked);
    this.#found = searchedIn(isKnown ? this.#found : among, asked);
    this.#among = among;
    this.#asked = asked;
    return this.#found;
  }

  /** Forgets what was found. */
  clear(): void {
    this.#among = [];
    this.#found = [];
    this.#asked = NOTHING_ASKED;
  }
}

function toQuery(typed: string): Query {
  return { words: folded(typed).split(/\s+/u).filter(Boolean), code: postalCodeKey(typed) };
}

/** True if all that a query finds was found by an earlier one too. */
function isNarrower(asked: Query, earlier: Query): boolean {
  return (
    earlier.words.every((word) => asked.words.some((longer) => longer.includes(word))) &&
    (earlier.words.length === 0 ||
      asked.code === '' ||
      (earlier.code !== '' && asked.code.includes(earlier.code)))
  );
}

function searchedIn(signatures: readonly OpenSignature[], { words, code }: Query): readonly OpenSignature[] {
  if (words.length === 0) return signatures;
  return signatures.filter((signature) => {
    const { text, postalCode } = searchTextOf(signature);
    return words.every((word) => text.includes(word)) || (code !== '' && postalCode.includes(code));
  });
}

/** What the supporter chose and did not type, and the digits of a digest. */
const NOT_SEARCHED = ['updates', 'locale', 'nameShown', 'text'];

interface SearchText {
  readonly text: string;
  readonly postalCode: string;
}

/** Folding costs more than searching, so each signature is folded once. */
const searchTexts = new WeakMap<OpenSignature, SearchText>();

/** The text in which a search looks. Loading asks for it too, so that no search waits for it. */
export function searchTextOf(signature: OpenSignature): SearchText {
  const known = searchTexts.get(signature);
  if (known !== undefined) return known;
  const typed = Object.entries(signature.supporter).filter(([key]) => !NOT_SEARCHED.includes(key));
  const text = folded(typed.map(([, value]) => String(value)).join('\n'));
  const made = { text, postalCode: postalCodeKey(signature.supporter.postalCode) };
  searchTexts.set(signature, made);
  return made;
}
