import { createHash } from 'node:crypto';
import { type Part, parsePart } from '#domain/part.ts';

/**
 * A part that arrived whole. The name of its file holds all that is known of it, so no second file can
 * contradict.
 */
export interface KeptPart {
  readonly part: Part;
  readonly rows: number;
  readonly sha256: string;
}

/** The name of a kept part's file. */
export function fileNameOf({ part, rows, sha256 }: KeptPart): string {
  return `part-${part.number}-of-${part.of}.${rows}-rows.${sha256}.ndjson`;
}

/** Reads the name of a kept part's file; `null` for another name. */
export function parseFileName(name: string): KeptPart | null {
  const match = /^part-(\d+)-of-(\d+)\.(\d+)-rows\.([0-9a-f]{64})\.ndjson$/u.exec(name);
  const [, number = '', of = '', rows = '', sha256 = ''] = match ?? [];
  const part = parsePart(`${number}/${of}`);
  return part && { part, rows: Number(rows), sha256 };
}

/** Where a part starts among all ids: from 0 to 1. */
export function startOf({ number, of }: Part): number {
  return (number - 1) / of;
}

/** The SHA-256 of a text, in hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
