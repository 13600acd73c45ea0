import * as v from 'valibot';
import { BASES } from '#domain/count.ts';
import { fromJson } from '#domain/json.ts';
import type { DocumentStore } from './document-store.ts';

const moment = v.pipe(v.string(), v.isoTimestamp());
const day = v.pipe(v.string(), v.isoDate());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number, and the start (ISO 8601 UTC) of the hour or day in which it was found. */
const PointSchema = v.tuple([moment, count]);

const NumbersSchema = v.strictObject({
  version: v.literal(1),
  /** What the hourly function published last. */
  basis: v.picklist(BASES),
  online: count,
  setAside: count,
  asOf: moment,
  /** `online` at the end of each hour in which it changed. What is older than 31 days has a point a day. */
  points: v.array(PointSchema),
  /** `setAside` at the end of each day (UTC) on which it changed: the automatic corrections. */
  corrections: v.array(v.tuple([day, count])),
  /** When retention last began to erase; `null` if it never did. */
  erased: v.nullable(moment),
  /** How many signatures retention has erased, counted ones and those set aside. Both stay in the number. */
  gone: v.strictObject({ counted: count, aside: count }),
  /**
   * The batch that retention is erasing: packed ids, counted and set aside. A list does not tell how much of it is
   * gone. So while there is one, the published number stands.
   */
  pending: v.nullable(v.strictObject({ counted: v.string(), aside: v.string() })),
  /** The true number of all signatures, hour by hour for eight days: an alarm compares it. Never published. */
  hours: v.array(PointSchema),
  /** The day (UTC) of the last alarm. */
  alarmed: v.nullable(day),
  /** Of a coarse number: how often it changed, the day of the last change, and the true number then. */
  coarse: v.nullable(v.strictObject({ change: count, day, true: count })),
});

/** A campaign's numbers: what is published of them, and what the hourly function keeps for its next run. */
export type Numbers = Readonly<v.InferOutput<typeof NumbersSchema>>;

/** The store of numbers. It holds no personal data, and outlives the signatures. */
export type NumberStore = DocumentStore<Numbers>;

/** The stored text of a campaign's numbers. */
export function toNumbersText(numbers: Numbers): string {
  return JSON.stringify(numbers);
}

/** Reads a stored text. Throws a `TypeError` for an invalid one. */
export function parseNumbers(json: string): Numbers {
  const parsed = v.safeParse(NumbersSchema, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store holds no numbers.');
  return parsed.output;
}
