import { type Campaign, totalCorrections, totalElsewhere } from '#domain/campaign.ts';
import { COARSE_MIN } from '#domain/coarse-number.ts';
import type { SignatureCount } from '#domain/count.ts';
import type { WordKey } from '#i18n/translate.ts';

/** A part of the number. It is said as it is, as the least that there are, or as what it stays below. */
export interface CountPart {
  readonly words: WordKey;
  readonly number: number;
  readonly manner: 'exact' | 'least' | 'fewer';
  /** True: its sign is shown, because it changes the other parts. */
  readonly isChange: boolean;
}

/** The parts of a campaign's number, and then the whole. Without a count only those known from the content. */
export function countParts(campaign: Campaign, count: SignatureCount | null): readonly CountPart[] {
  const elsewhere = totalElsewhere(campaign);
  const corrections = totalCorrections(campaign);
  const parts = [
    ...(count ? [told('counting.parts.online', count.online, count)] : []),
    ...(elsewhere > 0 ? [exact('counting.parts.elsewhere', elsewhere)] : []),
    ...(campaign.corrections.length > 0
      ? [{ ...exact('counting.parts.corrections', corrections), isChange: true }]
      : []),
  ];
  if (!count) return parts;
  return [
    ...parts,
    ...(parts.length > 1 ? [told('counting.parts.total', count.count, count)] : []),
    ...(count.exact || count.setAside > 0 ? [exact('counting.parts.setAside', count.setAside)] : []),
  ];
}

/** A coarse number is the least that there are, rounded down to ten. A 0 is any number that is not told yet. */
function told(words: WordKey, number: number, { exact: isSure }: SignatureCount): CountPart {
  if (isSure) return exact(words, number);
  return number === 0
    ? { ...exact(words, COARSE_MIN), manner: 'fewer' }
    : { ...exact(words, number - (number % 10)), manner: 'least' };
}

function exact(words: WordKey, number: number): CountPart {
  return { words, number, manner: 'exact', isChange: false };
}
