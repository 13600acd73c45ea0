import { createHash } from 'node:crypto';
import type { AuditLog } from '#audit/audit-log.ts';
import { type AskedAside, ERASE_AFTER_DAYS } from '#domain/aside.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { packIds } from '#store/id-set.ts';
import type { Aside, Asides, AsideStore } from '#store/stored-asides.ts';

/** What setting aside and putting back need from outside. */
export interface AsideServices {
  readonly asides: Pick<AsideStore, 'read' | 'update'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
}

/** An organizer's wish to set signatures aside. */
interface SettingAside {
  readonly campaign: Campaign;
  readonly who: string;
  readonly asked: AskedAside;
}

const ID_DIGITS = 32;
const DAY_MS = 86_400_000;

/**
 * Sets signatures aside and returns the aside's id. It writes the log entry first, and throws and changes nothing if
 * that fails. What stands already is not set aside again. So a retry changes nothing and writes no second entry.
 */
export async function setAside({ campaign, who, asked }: SettingAside, services: AsideServices) {
  const { asides, audit, now } = services;
  const key = keySlugOf(campaign);
  const at = now();
  const added: Aside = {
    aside: asideIdOf(asked),
    reason: asked.reason,
    at: at.toISOString(),
    by: who,
    ids: packIds(asked.ids),
    ...(asked.eraseAfterDays === undefined ? {} : { eraseAfter: eraseAfter(at) }),
  };
  const standing = await asides.read(key);
  if (withAside(standing, added) !== standing) {
    await audit.append({ who, what: 'aside', campaign: campaign.slug, count: asked.ids.length }, at);
    await asides.update(key, (current) => withAside(current, added));
  }
  return added.aside;
}

/** The same ids and the same reason are the same aside. */
function asideIdOf({ ids, reason }: AskedAside): string {
  const text = JSON.stringify([...ids, reason]);
  return createHash('sha256').update(text).digest('hex').slice(0, ID_DIGITS);
}

function eraseAfter(at: Date): string {
  return new Date(at.valueOf() + ERASE_AFTER_DAYS * DAY_MS).toISOString();
}

/** The same document if the aside stands. A day of erasure that stands stays; one that is missing is added. */
function withAside(standing: Asides | null, added: Aside): Asides {
  const { asides } = standing ?? { asides: [] };
  const same = asides.find(({ aside }) => aside === added.aside);
  if (!standing || !same) return { version: 1, asides: [...asides, added] };
  const { eraseAfter } = added;
  if (same.eraseAfter !== undefined || eraseAfter === undefined) return standing;
  return { version: 1, asides: asides.map((one) => (one === same ? { ...same, eraseAfter } : one)) };
}
