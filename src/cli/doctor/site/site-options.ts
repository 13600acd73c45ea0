import { wrongArguments } from '#cli/command/command-arguments.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { canonicalAddress } from '#domain/address.ts';
import { isSlug } from '#domain/slug.ts';

/** Which deployed site to look at, and how. */
export interface SiteOptions {
  readonly origin: string;
  /** The draft that is signed; `null` for the first one in `content/`. */
  readonly campaign: string | null;
  /** The address that gets a mail; `null` for none. */
  readonly mail: string | null;
}

interface Typed {
  readonly site?: string | undefined;
  readonly campaign?: string | undefined;
  readonly mail?: string | undefined;
}

/** Reads the options that need a site; `null` where none is named. */
export function readSiteOptions({ site, campaign, mail }: Typed): SiteOptions | null {
  if (site === undefined) {
    if (campaign === undefined && mail === undefined) return null;
    throw wrongArguments('doctor', 'Name the site, too: --site https://petition.example');
  }
  if (campaign !== undefined && !isSlug(campaign))
    throw wrongArguments('doctor', `${campaign} is no name of a campaign.`);
  if (mail !== undefined && canonicalAddress(mail) === null)
    throw wrongArguments('doctor', 'Name an address of yours: --mail you@example.org');
  return { origin: parseOrigin(site), campaign: campaign ?? null, mail: mail ?? null };
}
