import { FLAG_TAGS } from './invisible.ts';

/** A character that content must not hold: where it stands, and a message that finishes “there is …”. */
export interface CharacterFault {
  readonly index: number;
  readonly length: number;
  readonly message: string;
}

/**
 * What no reader sees, or what a program refuses. Every text file of the site is safe without it. Marks that
 * scripts need stay allowed: U+200B to U+200F, soft hyphens and joiners.
 */
const KINDS: readonly (readonly [characters: string, message: (name: string) => string])[] = [
  ['\\uFFFD', (name) => `a character that got lost (${name}): write it anew, and save the file as UTF-8`],
  ['\\p{Cs}', (name) => `half a character (${name}): write it anew`],
  [
    '\\u202A-\\u202E\\u2066-\\u2069',
    (name) => `an invisible mark (${name}) that shows words in another order: delete it`,
  ],
  ['\\u2028\\u2029', (name) => `an invisible line break (${name}): delete it, and press Enter`],
  [
    '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F',
    (name) => `a control character (${name}), which feeds cannot hold: delete it`,
  ],
  ['\\p{Noncharacter_Code_Point}', (name) => `${name}, which stands for no character: delete it`],
  [
    '\\uFEFF\\u206A-\\u206F\\uFFF9-\\uFFFB\\u{E0000}-\\u{E007F}',
    (name) => `an invisible character (${name}): delete it`,
  ],
];

const ALL = KINDS.map(([characters]) => characters).join('');
const FORBIDDEN = new RegExp(`[${ALL}]`, 'gu');
const ANY = new RegExp(`[${ALL}]`, 'u');
const MESSAGES = KINDS.map(([characters, message]) => [new RegExp(`[${characters}]`, 'u'), message] as const);

/** Every character of a text that content must not hold. Tabs and line breaks are allowed. */
export function characterFaults(text: string): CharacterFault[] {
  // The common case is a text without any, and costs one look.
  if (!ANY.test(text)) return [];
  const withoutFlags = text.replaceAll(FLAG_TAGS, (tags) => ' '.repeat(tags.length));
  return Array.from(withoutFlags.matchAll(FORBIDDEN), ({ index, 0: character }) => ({
    index,
    length: character.length,
    message: MESSAGES.find(([kind]) => kind.test(character))?.[1](nameOf(character)) ?? nameOf(character),
  }));
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
