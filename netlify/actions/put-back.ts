import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { type IdSet, idSetOf, packedCount, unpackIds } from '#store/id-set.ts';
import type { Aside, Asides } from '#store/stored-asides.ts';
import type { AsideServices } from './set-aside.ts';

/** An organizer's wish to put an aside back. */
interface PuttingBack {
  readonly campaign: Campaign;
  readonly who: string;
  readonly aside: string;
}

/**
 * Puts an aside back, if there is one. It writes the log entry first, and throws and changes nothing if that fails.
 * A signature that stands in another aside too stays aside, and is no longer erased with it.
 */
export async function putBack({ campaign, who, aside }: PuttingBack, services: AsideServices): Promise<void> {
  const { asides, audit, now } = services;
  const key = keySlugOf(campaign);
  const found = asideIn(await asides.read(key), aside);
  if (!found) return;
  const count = packedCount(found.ids);
  await audit.append({ who, what: 'put-back', campaign: campaign.slug, count }, now());
  await asides.update(key, (standing) => withoutAside(standing, aside));
}

function asideIn(asides: Asides | null, wanted: string): Aside | undefined {
  return asides?.asides.find(({ aside }) => aside === wanted);
}

/** Whoever puts a signature back says that it may be good. So no other aside that holds it keeps its day of erasure. */
function withoutAside(standing: Asides | null, aside: string): Asides | null {
  const gone = asideIn(standing, aside);
  if (!standing || !gone) return standing;
  const ids = idSetOf([gone.ids]);
  const others = standing.asides.filter((one) => one !== gone);
  return { version: 1, asides: others.map((other) => (isErasing(other, ids) ? undated(other) : other)) };
}

function isErasing({ eraseAfter, ids }: Aside, wanted: IdSet): boolean {
  return eraseAfter !== undefined && unpackIds(ids).some((id) => wanted.has(id));
}

function undated({ aside, reason, at, by, ids }: Aside): Aside {
  return { aside, reason, at, by, ids };
}
