import type { Campaign } from '#domain/campaign.ts';
import { type ChangedStates, statesSince } from '#domain/due-build.ts';
import type { AskedBuilds } from '#store/asked-builds.ts';

/** What asking for a build needs from outside. */
export interface BuildAskingServices {
  readonly campaigns: readonly Campaign[];
  readonly timeZone: string;
  /** When the pages were built. */
  readonly built: string;
  readonly asked: AskedBuilds;
  readonly now: () => Date;
  /** Asks the host. Rejects if the host did not take it. */
  readonly ask: () => Promise<void>;
  /** Tells whoever runs the site. */
  readonly tell: (what: string) => void;
}

/**
 * Asks for a new build once, if a campaign opened or closed since the pages were built: they say otherwise. What the
 * host did not take is asked for again by the next run. So is what it took while the store could not note it.
 */
export async function askForBuild(services: BuildAskingServices): Promise<void> {
  const { built, asked, now, ask, tell } = services;
  const states = statesSince(new Date(built), now(), services);
  if (Object.keys(states).length === 0) return;
  const build = { built, states };
  if (!(await asked.claim(build, now()))) return;
  try {
    await ask();
  } catch (error) {
    // What cannot be given up now is given up by its age.
    await asked.release().catch(() => undefined);
    throw error;
  }
  await asked.confirm(build, now());
  tell(`A new build was asked for, because the pages are older than this: ${inWords(states)}.`);
}

function inWords(states: ChangedStates): string {
  return Object.entries(states)
    .map(([slug, state]) => `${slug} is ${state}`)
    .join(', ');
}
