import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { isOwnError } from '#domain/own-error.ts';
import { readSettings } from '#settings/settings.ts';
import { campaignFacts } from './copied-campaign.ts';
import type { CopyOptions } from './copy-options.ts';
import { copyStores } from './copy.ts';
import { type OpenSide, openSource, openTarget } from './open-side.ts';
import { isSamePlace, parsePlace, type Place } from './place.ts';
import type { Sides } from './shelves.ts';

/** `npm run store -- copy`: opens both sides, copies and checks. */
export async function copy(options: CopyOptions, io: CommandIo): Promise<void> {
  const { dataDir } = readSettings();
  const places = {
    from: await parsePlace(options.from, '--from', dataDir),
    to: await parsePlace(options.to, '--to', dataDir),
  };
  if (isSamePlace(places.from, places.to)) {
    throw new CommandError(2, '--from and --to are the same store: nothing was done.');
  }
  const facts = await campaignFacts(io.root, new Date());
  const campaign = options.campaign === null ? null : facts.keyOf(options.campaign);
  await withBoth(places, io, async (sides) => {
    for (const line of remarks(sides, campaign)) io.out(line);
    await copyStores(sides, { ...options, campaign, facts }, io);
  });
}

/** Opens both sides, and closes what was opened however it ends. */
async function withBoth(
  { from, to }: { from: Place; to: Place },
  io: CommandIo,
  act: (sides: Sides) => Promise<void>,
): Promise<void> {
  const open: OpenSide[] = [];
  try {
    const source = await openSource(from, io);
    open.push(source);
    const target = await openTarget(to, source.context, io);
    open.push(target);
    await act({ from: source, to: target });
  } catch (error) {
    // What is wrong with a file says itself what to do.
    throw isOwnError(error) ? new CommandError(2, error.message, error) : error;
  } finally {
    for (const side of open.reverse()) await side.close();
  }
}

function remarks({ from, to }: Sides, campaign: string | null): string[] {
  const lines: string[] = [];
  if (from.context !== to.context)
    lines.push(
      `What is of ${from.context || 'local'} at the source becomes ${to.context || 'local'} at the target.`,
    );
  if (campaign !== null)
    lines.push(
      `Only ${campaign} is copied. The log and the memory of mails are the whole site's, and stay behind.`,
    );
  return lines;
}
