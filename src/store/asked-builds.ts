import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { confirmed } from './store-unavailable.ts';
import type { Blobs } from './stores.ts';

/** There is one document, beside that of the last run. The next request for a build replaces it. */
const KEY = 'build';

/** A run ends within seconds. Whoever took this longer to ask broke off, and the next run asks. */
const ASKING_MS = 10 * 60_000;

const AskedBuildSchema = v.strictObject({
  version: v.literal(1),
  /** When the pages were built that are too old. */
  built: v.string(),
  /** The states, by slug, that they do not show. */
  states: v.record(v.string(), v.string()),
  /** When somebody asked. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** False while somebody asks. */
  isTaken: v.boolean(),
});

/** A build that was asked for. It holds no personal data, and nothing of the address that was asked. */
type AskedBuild = Readonly<v.InferOutput<typeof AskedBuildSchema>>;

/** What a build is asked for: which pages are too old, and what they do not show. */
type WantedBuild = Pick<AskedBuild, 'built' | 'states'>;

/**
 * The memory of builds that were asked for. Every method throws `StoreUnavailable` if the store does not confirm.
 */
export interface AskedBuilds {
  /** When this build was asked for, or `null` if it was not. */
  readonly askedAt: (build: WantedBuild) => Promise<string | null>;
  /** Notes that the caller asks now. `false` if that was done, or if somebody else does it. */
  readonly claim: (build: WantedBuild, now: Date) => Promise<boolean>;
  /** Notes that what was claimed was asked for. */
  readonly confirm: (build: WantedBuild, now: Date) => Promise<void>;
  /** Gives up what was claimed: the next run asks. */
  readonly release: () => Promise<void>;
}

/** The memory of builds in `blobs`. */
export function askedBuilds(blobs: Blobs): AskedBuilds {
  return {
    askedAt: confirmed('read the last request for a build', async (build: WantedBuild) => {
      const standing = parse(await blobs.read(KEY));
      return standing?.isTaken && holds(standing, build) ? standing.at : null;
    }),
    claim: confirmed('claim a request for a build', async (build: WantedBuild, now: Date) => {
      const found = await blobs.readVersion(KEY);
      const standing = parse(found?.text ?? null);
      if (standing && holds(standing, build) && (standing.isTaken || isRecent(standing, now))) return false;
      const text = toText(build, now, false);
      return found ? blobs.replace(KEY, text, found.version) : blobs.create(KEY, text);
    }),
    confirm: confirmed('note a request for a build', (build: WantedBuild, now: Date) =>
      blobs.write(KEY, toText(build, now, true)),
    ),
    release: confirmed('give up a request for a build', () => blobs.erase(KEY)),
  };
}

function parse(text: string | null): AskedBuild | null {
  return text === null ? null : v.parse(AskedBuildSchema, fromJson(text));
}

function toText({ built, states }: WantedBuild, now: Date, isTaken: boolean): string {
  const build: AskedBuild = { version: 1, built, states, at: now.toISOString(), isTaken };
  return JSON.stringify(build);
}

/** True if the same pages were too old for at least these states. */
function holds(asked: AskedBuild, { built, states }: WantedBuild): boolean {
  return (
    asked.built === built && Object.entries(states).every(([slug, state]) => asked.states[slug] === state)
  );
}

function isRecent({ at }: AskedBuild, now: Date): boolean {
  return now.valueOf() - Date.parse(at) < ASKING_MS;
}
