import { PATIENCE_MS } from '#cli/proof/public-request.ts';
import { codeOfUnreached } from '#cli/site/lost-connection.ts';
import type { Finding } from '../finding.ts';

/** The front page, or why nobody gets it. Then nothing else can be said of the site. */
export type Reached =
  | { readonly kind: 'reached'; readonly html: string; readonly finding: Finding }
  | { readonly kind: 'out'; readonly finding: Finding };

const VISITORS =
  'On Netlify: Project configuration, Visitor access: make the project public, and take a password away. New teams begin private.\nOn a machine of your own: take the log-in out of the proxy.';

/** Does a stranger get the front page? */
export async function checkReach(origin: string, stopped: AbortSignal): Promise<Reached> {
  const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stopped]);
  try {
    const response = await fetch(new URL('/', origin), { redirect: 'manual', signal });
    const html = await response.text();
    const wrong = whyNotServed(origin, response);
    if (wrong) return out(wrong);
    return { kind: 'reached', html, finding: { level: 'fine', what: `${origin} is there for everybody.` } };
  } catch (error) {
    stopped.throwIfAborted();
    return out(whyUnreached(origin, codeOfUnreached(error) ?? ''));
  }
}

type Wrong = Omit<Finding, 'level'>;

function out(wrong: Wrong): Reached {
  return { kind: 'out', finding: { level: 'error', ...wrong } };
}

function whyNotServed(origin: string, { status, headers }: Response): Wrong | null {
  if (status === 200) return null;
  if (status === 401 || status === 403) {
    return {
      what: `${origin} asks visitors to log in (${status}), so nobody can read or sign.`,
      mend: VISITORS,
    };
  }
  if (status >= 300 && status < 400) return whySentOn(origin, headers.get('location') ?? '');
  if (status === 404) {
    return {
      what: `${origin} answers 404: no site is published at this address.`,
      mend: 'On Netlify: Deploys: is the newest one published, or did it fail? Its log says why. Domain management: is this address yours?\nOn a machine of your own: npm run build, then restart the service.',
    };
  }
  return {
    what: `${origin} answers ${status} instead of its front page.`,
    mend: 'On Netlify: Deploys, and the usage of the team: a used-up plan stops its sites. On a machine of your own: look at the log of the service.',
  };
}

function whySentOn(origin: string, location: string): Wrong {
  const target = URL.parse(location, origin);
  if (target?.hostname.endsWith('netlify.com') === true)
    return { what: `${origin} sends visitors to a log-in of Netlify.`, mend: VISITORS };
  const found = target === null || target.origin === origin ? 'another page' : target.origin;
  return {
    what: `${origin} sends visitors on to ${found}.`,
    mend: `If that is your site, look at it there: npm run doctor -- --site ${target === null ? '<address>' : target.origin}`,
  };
}

function whyUnreached(origin: string, code: string): Wrong {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      what: `The name in ${origin} leads nowhere.`,
      mend: 'Is it spelled right? A new domain takes up to a day. On Netlify: Domain management says which records it waits for.',
    };
  }
  if (/CERT|TLS|SSL|SIGNATURE/u.test(code)) {
    return {
      what: `${origin} has no certificate that browsers take (${code}).`,
      mend: 'On Netlify: Domain management, HTTPS, Verify DNS configuration, then Provision certificate. On a machine of your own: look at the log of the proxy.',
    };
  }
  return {
    what: `${origin} cannot be reached${code === '' ? '' : ` (${code})`}.`,
    mend: 'Is this machine online, and does the site run? On a machine of your own: systemctl status undersigned',
  };
}
