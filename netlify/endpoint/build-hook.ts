import type { BuildAskingServices } from '#actions/ask-for-build.ts';
import { deployFacts } from '#deploy/deploy-facts.ts';
import { deployedCampaigns, deployedSite } from '#deploy/deployed-content.ts';
import { parseBuildHook } from '#domain/build-hook.ts';
import { statesSince } from '#domain/due-build.ts';
import { OwnError } from '#domain/own-error.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import { readSecrets } from '#settings/secrets.ts';
import { SettingsError } from '#settings/settings.ts';
import type { AskedBuilds } from '#store/asked-builds.ts';
import type { Place } from './invocation.ts';
import { askedBuilds } from './stores.ts';

/** All of it fits into a run: two of these, and one answer of the hook. */
const BUDGET = { totalMs: 7_000, attemptMs: 3_000 };
const HOOK_MS = 8_000;

/** A build hook that did not take the request. Its address is a secret, and stands in no message. */
class BuildHookError extends OwnError {
  override readonly name = 'BuildHookError';
}

/** What asking for a build needs, or `null` where none is asked for: in previews, and without a hook. */
export async function buildAskingServices(place: Place): Promise<BuildAskingServices | null> {
  const { buildHookUrl } = readSecrets();
  if (buildHookUrl === null || place.deploy.context !== 'production') return null;
  const { built } = await deployFacts();
  if (built === undefined) return null;
  return {
    built,
    campaigns: await deployedCampaigns(),
    timeZone: (await deployedSite()).timeZone,
    asked: withFreshBudgets(place),
    now: () => new Date(),
    ask: () => askHook(buildHookUrl),
    tell: (what) => console.error(what),
  };
}

/** True if a campaign opened or closed since the pages were built, and when a build was asked for. */
export async function builtSince(place: Place): Promise<SeenSettings['build']> {
  const { built } = await deployFacts();
  if (built === undefined) return { isDue: false, asked: null };
  const { timeZone } = await deployedSite();
  const states = statesSince(new Date(built), new Date(), { campaigns: await deployedCampaigns(), timeZone });
  if (Object.keys(states).length === 0) return { isDue: false, asked: null };
  return { isDue: true, asked: await askedBuilds(place, BUDGET).askedAt({ built, states }) };
}

/** What notes the outcome has as much time as what went before it. */
function withFreshBudgets(place: Place): AskedBuilds {
  const memory = () => askedBuilds(place, BUDGET);
  return {
    askedAt: (build) => memory().askedAt(build),
    claim: (build, now) => memory().claim(build, now),
    confirm: (build, now) => memory().confirm(build, now),
    release: () => memory().release(),
  };
}

async function askHook(setting: string): Promise<void> {
  const hook = parseBuildHook(setting);
  if (hook === null) {
    throw new SettingsError(
      'BUILD_HOOK_URL is no https:// address without a name and password, so no new build was asked for: copy it once more, and deploy.',
    );
  }
  const told = await answerOf(hook);
  if (told === null) return;
  throw new BuildHookError(
    `The build hook ${told}, so pages go on to show a campaign as it was. It is asked again in an hour. If that stays so, set BUILD_HOOK_URL anew, or deploy by hand.`,
  );
}

/** What went wrong, or `null` if the hook took the request. A redirect is not followed: it could leave TLS. */
async function answerOf(hook: URL): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(HOOK_MS);
    const response = await fetch(hook, { method: 'POST', redirect: 'manual', signal });
    await response.body?.cancel();
    return response.ok ? null : `answered ${response.status}`;
  } catch {
    // The error would name the host, and maybe more of the address.
    return 'did not answer';
  }
}
