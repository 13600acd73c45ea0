import type { CalendarDate } from '#domain/calendar-date.ts';
import type { CampaignWords, DeskCampaign } from './desk-data.ts';
import type { SignedText } from './figures.ts';
import type { Packet } from './packet.ts';

/** Everything that the packet shows. */
export interface PacketContents {
  readonly campaign: DeskCampaign;
  /** The campaign's words in the packet's language, or in their own language. */
  readonly words: CampaignWords;
  readonly packet: Packet;
  /** The number of signatures on the site. */
  readonly online: number;
  /** The day of delivery, as `2016-01-31`. */
  readonly today: string;
  /** The day of the numbers, as `2016-01-31`. */
  readonly asOf: string;
  /** The letter's text, a paragraph in a line. */
  readonly letter: string;
  readonly facts: PacketFacts;
  /** The signed text: its summary, and the whole of it. */
  readonly petition: { readonly summary: string; readonly text: Node };
}

/** Facts that the signatures in memory tell. */
export interface SignatureFacts {
  /** The first and the last day of signing, as `2016-01-31`; `null` without signatures. */
  readonly days: readonly [first: string, last: string] | null;
  readonly texts: readonly SignedText[];
  /** How many signatures no key at hand opened. */
  readonly sealed: number;
  /** How many signatures came through which partner. */
  readonly partners: readonly { readonly value: string; readonly count: number }[];
  /** How many signed on the page before a day or a month. */
  readonly signedBefore: (date: CalendarDate) => number;
}

/** All facts of a packet: those of the signatures, and what the site tells beside them. */
export interface PacketFacts extends SignatureFacts {
  /** How many are set aside, by day, the oldest first; `null` if that could not be read. */
  readonly asides: readonly (readonly [day: string, count: number])[] | null;
  /** The address of the page that says how it is counted. */
  readonly countPage: string;
}
