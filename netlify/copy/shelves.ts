import { storeName } from '#deploy/store-name.ts';
import { blobsOf, type CopiedBlobs, namesOf, type Side } from './side.ts';

/** One store of the source and its counterpart. */
export interface Shelf {
  readonly kind: Kind;
  readonly from: CopiedBlobs;
  readonly to: CopiedBlobs;
}

type Kind = Exclude<Parameters<typeof storeName>[0], 'hourly' | 'shares'>;

/** Both sides of a copy. */
export interface Sides {
  readonly from: Side;
  readonly to: Side;
}

/**
 * The stores in the order in which a copy that breaks off leaves nothing false. Nobody comes back who withdrew: the
 * marks of withdrawals go first. The log goes before what it tells of, and what is set aside before it could count.
 * Numbers go last: what is not all there has none. The note of the last hourly run and counted shares stay: they are the host's own.
 */
const ORDER: readonly Kind[] = [
  'withdrawals',
  'audit',
  'mails',
  'retention',
  'news-retention',
  'asides',
  'signatures',
  'news',
  'numbers',
];

/** These are the whole site's, and no campaign's. */
const OF_THE_SITE: readonly Kind[] = ['audit', 'mails'];

/** All stores of a context on both sides, in order. With a campaign, those that hold what is its own. */
export async function shelvesOf(sides: Sides, campaign: string | null): Promise<Shelf[]> {
  const kinds = ORDER.filter((kind) => campaign === null || !OF_THE_SITE.includes(kind));
  const shelves: Shelf[] = [];
  for (const kind of kinds) {
    const endings = kind === 'mails' ? await days(sides) : [''];
    for (const ending of endings) shelves.push(shelfOf(sides, kind, ending));
  }
  return shelves;
}

function shelfOf({ from, to }: Sides, kind: Kind, ending: string): Shelf {
  const nameOn = (side: Side) => storeName(kind, side.context) + ending;
  return { kind, from: blobsOf(from, nameOn(from)), to: blobsOf(to, nameOn(to)) };
}

/** The memory of mails has a store a day. These are the ends of their names, on either side. */
async function days({ from, to }: Sides): Promise<string[]> {
  const found = new Set<string>();
  for (const side of [from, to]) {
    const start = storeName('mails', side.context);
    for (const name of await namesOf(side)) {
      const ending = name.startsWith(start) ? name.slice(start.length) : '';
      if (/^-\d{4}-\d{2}-\d{2}$/u.test(ending)) found.add(ending);
    }
  }
  return [...found].sort();
}
