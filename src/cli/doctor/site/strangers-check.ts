import { proveFrontPage, proveHttps, proveNotFound } from '#cli/proof/headers-proof.ts';
import { isThisMachine } from '#domain/this-machine.ts';
import type { Finding } from '../finding.ts';
import { fromProof } from './from-proof.ts';

const HEADERS =
  'Deploy again what npm run build makes: the headers come with it. A proxy in front has to hand them on as they are.';
const HTTPS =
  'On Netlify: Domain management, HTTPS, Force HTTPS. On a machine of your own: docs/host-it-yourself.md, step 7.';

/** Does a stranger get the site as it is meant? https, headers, the page for what is not there, its own address. */
export async function checkStrangers(origin: string, html: string): Promise<Finding[]> {
  return [
    fromProof(await proveHttps(new URL(origin)), HTTPS),
    fromProof(await proveFrontPage(origin), HEADERS),
    fromProof(await proveNotFound(origin), HEADERS),
    ...checkOwnAddress(origin, html),
  ];
}

/** The address that pages, posters, feeds and cards were built with. A preview names none. */
function checkOwnAddress(origin: string, html: string): Finding[] {
  const canonical = /<link rel="canonical" href="(?<href>[^"]*)"/u.exec(html)?.groups?.['href'];
  const named = canonical === undefined ? null : URL.parse(canonical);
  if (named === null || named.origin === origin || isThisMachine(new URL(origin).hostname)) return [];
  return [
    {
      level: 'warning',
      what: `The pages name ${named.origin} as their address, and so do posters, feeds and cards.`,
      mend: `If ${origin} is the right one: on Netlify make it the primary domain (Domain management); on a machine of your own set URL. Then build and deploy again.`,
    },
  ];
}
