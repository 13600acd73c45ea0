import { checkContent } from '#campaigns/content.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError } from '#cli/command/command.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { canonicalAddress } from '#domain/address.ts';
import { stateOf } from '#domain/campaign.ts';
import { isSlug } from '#domain/slug.ts';

/** Which site to prove, and with which campaigns. */
export interface ProveOptions {
  readonly origin: string;
  /** The draft that is signed. */
  readonly draft: string;
  /** A campaign whose count is only read; `null` if no campaign is active. */
  readonly active: string | null;
  /** The address that gets a mail, and then nothing else is proved; `null` for everything else. */
  readonly mail: string | null;
}

/** What `npm run prove -- --help` says. */
export const PROVE_HELP = `Proves on a deployed site what no test can prove: that its store lets one of many equal signs win, that a broken
transfer does not look whole, that headers and caches are as they should be; and how long answers take.

  npm run prove -- <site> [--campaign <draft>]
  npm run prove -- <site> [--campaign <draft>] --mail <address>

  <site>       https://petition.example
  --campaign   a draft campaign to sign in; without it the first draft in content/
  --mail       sends one mail to this address of yours, says where it got stuck, and does nothing else

It signs as people who do not exist (undersigned-proof-7@example.org; what stands after a + would be dropped) and erases
what it wrote, also when it fails or is stopped. Each download and erasure stands in the log of the site. It sends about
110 signs, which is near what one address may send in a minute: wait a minute before you run it again.

${TOKEN_HELP}

Exit code 0: everything passed. 1: something failed, or was left behind. 2: something has to be mended first.`;

/** Reads the arguments; `null` for `--help`. `root` is the folder of the content that the site is made of. */
export async function readProveOptions(args: readonly string[], root: string): Promise<ProveOptions | null> {
  const { values, positionals } = readArguments('prove', args, {
    ...HELP_OPTION,
    campaign: { type: 'string' },
    mail: { type: 'string' },
  });
  if (values.help) return null;
  const [typed, ...others] = positionals;
  if (typed === undefined || others.length > 0) throw wrongArguments('prove', 'Name one site: its address.');
  const origin = parseOrigin(typed);
  const { drafts, active } = await campaignsIn(root);
  const draft = values.campaign ?? drafts[0];
  if (draft === undefined) {
    throw new CommandError(
      2,
      'There is no draft in content/ that could be signed without a mail. Make one with npm run new -- proof, and deploy it.',
    );
  }
  if (!isSlug(draft)) throw wrongArguments('prove', `${draft} is no name of a campaign.`);
  const mail = values.mail ?? null;
  if (mail !== null && canonicalAddress(mail) === null)
    throw wrongArguments('prove', 'Name an address of yours: --mail you@example.org');
  return { origin, draft, active, mail };
}

async function campaignsIn(root: string): Promise<{ drafts: string[]; active: string | null }> {
  // What has mistakes is left out: it is the site that is proved, and not the content here.
  const { frame, campaigns } = await checkContent(root);
  const drafts: string[] = [];
  let active: string | null = null;
  for (const { campaign } of campaigns) {
    const state = stateOf(campaign, frame.timeZone, new Date());
    // What is signed there has to be recorded at once.
    if (state === 'draft' && campaign.confirmation === 'none') drafts.push(campaign.slug);
    if (state === 'active') active ??= campaign.slug;
  }
  return { drafts, active };
}
