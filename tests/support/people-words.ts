/**
 * Words for people. The number counts signatures, each from another email address, and never people: nobody
 * checks who stands behind an address.
 */
const PEOPLE: Readonly<Record<string, string>> = {
  en: 'people|persons?|humans?|individuals?|citizens?|residents?|neighbou?rs|voters?|signers?|signatories|supporters?|backers?|men|women|voices',
  es: 'personas?|gente|individuos?|ciudadan[oa]s?|vecin[oa]s|votantes?|firmantes?|simpatizantes?|seguidores|hombres|mujeres|voces',
};

/** What says how many: digits, a place for a number, a word for one. */
const AMOUNT: Readonly<Record<string, string>> = {
  en: String.raw`\d[\d.,\u00a0]*|\{\w+\}|how many|(?:the |a )?(?:total )?number of|numbers of|(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?)(?: of)?`,
  es: String.raw`\d[\d.,\u00a0]*|\{\w+\}|cuánt[oa]s?|(?:el |un )?número de|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|decenas|cientos|miles|millones)(?: de)?`,
};

/** At most this many words, and no end of a sentence, stand between an amount and what it counts. */
const APART = String.raw`(?: [\p{L}’'-]+){0,2} `;

/** Who did what is counted: “people have signed”, “supporters so far”. */
const SIGNED: Readonly<Record<string, string>> = {
  en: String.raw`(?:have|has|had)(?: already)? (?:signed|joined)|signed (?:so far|already)`,
  es: String.raw`(?:ya )?(?:han|ha|habían) firmado|(?:ya )?firmaron (?:ya|hasta)`,
};

/** Each place of a text in which a number counts people, in one of our languages. */
export function countedPeople(text: string, locale: string): string[] {
  const people = String.raw`(?<!\p{L})(?:${PEOPLE[locale]})(?![\p{L}’'])`;
  const patterns = [
    String.raw`(?<![\p{L}\d])(?:${AMOUNT[locale]})${APART}${people}`,
    String.raw`${people} (?:who |que )?(?:${SIGNED[locale]})(?!\p{L})`,
  ];
  const inOneLine = text.replaceAll(/[\s*_]+/gu, ' ').replaceAll(DENIED, '');
  return patterns
    .flatMap((pattern) => Array.from(inOneLine.matchAll(new RegExp(pattern, 'giu')), ([found]) => found))
    .filter((found) => !MEANT.has(found.toLowerCase()));
}

/** What says that the number is not one of people. */
const DENIED = /(?:not|never) a number of people|no es un número de personas/giu;

/** Where people are meant, and not counted as signatures. */
const MEANT = new Set([
  // Who share a mailbox, a token or a spelling. They are named to say that they are not two signatures.
  'two people',
  'dos personas',
  // Passengers of a night bus, in the gallery.
  'two hundred people',
]);

/** The languages that have these words. */
export const PEOPLE_LOCALES: readonly string[] = Object.keys(PEOPLE);
