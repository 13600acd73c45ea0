import { posix } from 'node:path';
import { campaignPath, homePath, updatePath } from '#domain/page-paths.ts';
import { type Addresses, addressAt } from './path-check.ts';
import type { TextPlace } from './text-place.ts';

/**
 * What an address without a beginning means: a text by its file, a page, a picture, another site. To be added
 * behind the address. `null` if it has another fault.
 */
export function meantByRelative(address: string, place: TextPlace, addresses: Addresses): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#\\]|$)/iu.test(address) || /[\s\\]/u.test(address)) return null;
  const rest = /[?#].*$/u.exec(address)?.[0] ?? '';
  const path = address.slice(0, address.length - rest.length);
  if (/\.(?:jpe?g|png|webp|gif|svg|heic)$/iu.test(path))
    return `, a picture, which has no page: show it with ![what is seen](${address})`;
  if (/\.(?:pdf|docx?|odt|xlsx?|ods|csv|pptx?|zip|mp[34]|mov)$/iu.test(path))
    return `, a file, and this site shows only texts and pictures: put it where files can be downloaded, and write its address, https://…`;
  const page = path.endsWith('.md') ? pageOfFile(path, place, addresses) : pageBeside(path, place, addresses);
  if (page !== null) return `, and pages have addresses of their own: write ${page}${rest}`;
  if (path.endsWith('.md'))
    return `, a file that has no page: write the address of the page, such as ${place.page}`;
  if (/^(?:www\.)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[/:]|$)/u.test(path))
    return `: start it with https://, https://${address}`;
  return null;
}

/** The page of a text file beside this one, or in another folder. */
function pageOfFile(path: string, { file }: TextPlace, { content }: Addresses): string | null {
  const target = posix.join(posix.dirname(file), path);
  const match =
    /^content\/campaigns\/(?<slug>[^/]+)\/(?:updates\/(?<name>[^/]+)\.)?(?<locale>[^./]+)\.md$/u.exec(
      target,
    )?.groups;
  const campaign = content.campaigns.find(({ campaign }) => campaign.slug === match?.['slug']);
  const { name, locale = '' } = match ?? {};
  if (!campaign || !content.site.locales.includes(locale)) return null;
  const { slug } = campaign.campaign;
  if (name === undefined) return campaignPath(locale, slug, content.site);
  return campaign.updates.some((update) => update.name === name)
    ? updatePath(locale, slug, name, content.site)
    : null;
}

/** A page that is named from here, or from the site's root, without its first slash. */
function pageBeside(path: string, place: TextPlace, addresses: Addresses): string | null {
  const folders = [place.page, homePath(place.locale, addresses.content.site), '/'];
  const candidates = folders.flatMap((folder) => {
    const whole = posix.join(folder, path);
    return [whole, `${whole.replace(/\.html?$/u, '')}/`.replace(/\/{2,}$/u, '/')];
  });
  return candidates.find((candidate) => addressAt(candidate, addresses)) ?? null;
}
