import { wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandError } from '#cli/command/command.ts';
import { isSlug } from '#domain/slug.ts';

/** What to copy, and how far. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  /** A slug of the one campaign to copy; `null` copies all. */
  readonly campaign: string | null;
  readonly isMirror: boolean;
  /** True if nobody is to be asked before a mirror erases. */
  readonly isAgreed: boolean;
}

/** The options of `npm run store -- copy` as they were typed. */
interface Typed {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly campaign: string | undefined;
  readonly mirror: boolean;
  readonly yes: boolean;
}

/** Reads what was typed. Throws for what makes no sense. */
export function toCopyOptions({ from = '', to = '', campaign, mirror, yes }: Typed): CopyOptions {
  if (from === '') throw wrong('--from is missing: the store to copy from.');
  if (to === '') throw wrong('--to is missing: the store to copy to.');
  if (campaign !== undefined && !isSlug(campaign))
    throw wrong('--campaign is a name as in the address of its page: stop-the-raids.');
  if (yes && !mirror)
    throw wrong('--yes agrees to what --mirror erases. Without --mirror nothing is erased.');
  return { from, to, campaign: campaign ?? null, isMirror: mirror, isAgreed: yes };
}

function wrong(message: string): CommandError {
  return wrongArguments('store', message);
}
