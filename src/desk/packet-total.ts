import type { DeskCampaign } from './desk-data.ts';

/** The number of all signatures: on the site and elsewhere, with corrections. */
export function packetTotal({ elsewhere, corrections }: DeskCampaign, online: number): number {
  return [...elsewhere, ...corrections].reduce((sum, { count }) => sum + count, online);
}
