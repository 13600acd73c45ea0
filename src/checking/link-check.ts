import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckedContent, Content } from '#campaigns/content.ts';
import { toMistakes } from '#campaigns/markdown-check.ts';
import { markdownText, spanOf, type TextFault } from '#campaigns/markdown-text.ts';
import { linkFault } from '#domain/link.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { anchorFault } from './anchor-check.ts';
import { type Addresses, pathFault } from './path-check.ts';
import { meantByRelative } from './relative-link.ts';
import { siteAddresses } from './site-addresses.ts';
import { type TextPlace, textPlace } from './text-place.ts';

/** What decides about links besides the texts. */
interface Circumstances {
  /** The project's folder. */
  readonly root: string;
  readonly sendsMail: boolean;
}

/** Finds links that lead nowhere: within the site, and to addresses that no browser can open. */
export async function linkMistakes(
  checked: CheckedContent,
  { root, sendsMail }: Circumstances,
): Promise<ContentMistake[]> {
  const { content, sources, mistakes } = checked;
  const addresses = content === null ? null : await addressesOf(content, mistakes, { root, sendsMail });
  const found = sources.map(async (source) => toMistakes(source, await faultsIn(source, addresses, root)));
  return (await Promise.all(found)).flat();
}

async function addressesOf(
  content: Content,
  mistakes: readonly ContentMistake[],
  { root, sendsMail }: Circumstances,
): Promise<Addresses> {
  const entries = await readdir(join(root, 'public'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'public').length))
    .map((path) => path.replaceAll('\\', '/'));
  return {
    content,
    known: siteAddresses(content, { sendsMail, files }),
    unread: new Set(mistakes.map(({ file }) => file)),
  };
}

/** The faults of a text's links. Where nobody can read the site, only their form can be judged. */
async function faultsIn(
  source: FrontMatterFile,
  addresses: Addresses | null,
  root: string,
): Promise<TextFault[]> {
  const place = textPlace(source, addresses?.content ?? null);
  const faults = markdownText(source).links.map(async (node) => {
    const message = await linkMessage(node.url, place, addresses, root);
    return message === null ? [] : [{ offset: spanOf(node).start, message }];
  });
  return (await Promise.all(faults)).flat();
}

async function linkMessage(
  address: string,
  place: TextPlace,
  addresses: Addresses | null,
  root: string,
): Promise<string | null> {
  if (address === '') return 'The link has no address: write an address between the round brackets';
  const says = (fault: string) => `The link leads to “${address}”${fault}`;
  const fault = linkFault(address);
  if (fault !== null) {
    const meant = addresses === null ? null : meantByRelative(address, place, addresses);
    return says(meant ?? `: ${fault}`);
  }
  if (addresses === null || /^https:/iu.test(address)) return null;
  const dead = address.startsWith('#')
    ? await anchorFault(address, place, addresses, root)
    : await deadPath(address, place, addresses, root);
  return dead === null ? null : says(dead);
}

async function deadPath(
  address: string,
  place: TextPlace,
  addresses: Addresses,
  root: string,
): Promise<string | null> {
  return pathFault(address, place, addresses) ?? anchorFault(address, place, addresses, root);
}
