import { parseArgs } from 'node:util';
import { CAMPAIGNS, readCampaign } from '#campaigns/campaign-file.ts';
import { listFolder } from '#campaigns/content-file.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSite } from '#campaigns/site-file.ts';
import { isSlug } from '#domain/slug.ts';
import { stateOf } from '#domain/campaign.ts';
import { CommandError } from './command.ts';
import { parseOrigin } from './organizers-site.ts';
import { TOKEN_HELP } from './token.ts';

export interface ProveOptions {
  readonly origin: string;
  /** The draft that is signed. */
  readonly draft: string;
  /** A campaign whose count is only read; `null` where there is none. */
  readonly active: string | null;
}

const HELP = `Proves on a deployed site what no test can prove: that its store lets one of many equal signs win, that a broken
transfer does not look whole, that headers and caches are as they should be; and how long answers take.

  npm run prove -- <site> [--campaign <draft>]

  <site>       https://petition.example
  --campaign   a draft campaign to sign in; without it the first draft in content/

It signs as people who do not exist (undersigned-proof-7@example.org; what stands after a + would be dropped) and erases
what it wrote, also when it fails or is stopped. Each download and erasure stands in the log of the site. It sends about
110 signs, which is near what one address may send in a minute: wait a minute before you run it again.

${TOKEN_HELP}

Exit code 0: everything passed. 1: something failed, or was left behind. 2: something has to be mended first.`;

/** Reads the arguments; `null` once the help was shown. */
export async function readProveOptions(args: readonly string[]): Promise<ProveOptions | null> {
  const { values, positionals } = parse(args);
  if (values.help) {
    console.log(HELP);
    return null;
  }
  const [typed, ...others] = positionals;
  if (typed === undefined || others.length > 0) throw wrong('Name one site: its address.');
  const origin = parseOrigin(typed);
  const { drafts, active } = await campaignsHere();
  const draft = values.campaign ?? drafts[0];
  if (draft === undefined) {
    throw new CommandError(
      2,
      'There is no draft in content/ to sign in. Make one with npm run new -- proof, and deploy it.',
    );
  }
  if (!isSlug(draft)) throw wrong(`${draft} is no name of a campaign.`);
  return { origin, draft, active };
}

/** The campaigns of this folder, which the site is made of. */
async function campaignsHere(): Promise<{ drafts: string[]; active: string | null }> {
  const site = await readSite(PROJECT_ROOT);
  const drafts: string[] = [];
  let active: string | null = null;
  for (const slug of await listFolder(PROJECT_ROOT, CAMPAIGNS)) {
    const campaign = await readCampaign(PROJECT_ROOT, slug, site);
    const state = campaign && stateOf(campaign, site.timeZone, new Date());
    if (state === 'draft') drafts.push(slug);
    if (state === 'active') active ??= slug;
  }
  return { drafts, active };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { campaign: { type: 'string' }, help: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : 'The arguments are not understood.');
  }
}

function wrong(message: string): CommandError {
  return new CommandError(2, `${message}\nSee npm run prove -- --help`);
}
