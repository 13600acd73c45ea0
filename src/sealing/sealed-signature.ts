import { hourIn } from '#domain/calendar-date.ts';
import { frameOf, type OpenSignature, type SealedSignature } from '#domain/signature.ts';

/**
 * A signature around its seal. Its time is rounded down to the hour of the site's time zone, so it stays on its day.
 */
export function toSealedSignature(
  signature: Pick<OpenSignature, 'id' | 'campaign' | 'signedAt'>,
  file: Uint8Array,
  timeZone: string,
): SealedSignature {
  const frame = frameOf(signature);
  const signedAt = hourIn(timeZone, new Date(frame.signedAt)).toISOString();
  return { version: 1, ...frame, signedAt, sealed: Buffer.from(file).toString('base64') };
}
