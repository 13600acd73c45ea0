import type { OpenedRecord } from '#actions/confirm.ts';
import { keepNewest } from '#actions/keep-newest.ts';
import { deployedSite } from '#deploy/deployed-content.ts';
import { hourIn } from '#domain/calendar-date.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { ConfirmationToken } from '#domain/confirmation-token.ts';
import type { EntryKind } from '#domain/entry-kind.ts';
import type { News } from '#domain/news.ts';
import { isSealedSignature, type SealedSignature, type Signature } from '#domain/signature.ts';
import { padded } from '#sealing/sealed-text.ts';
import { isCodeOf } from '#secret/confirmation-code.ts';
import { readOrder, toOrder } from '#secret/order.ts';
import { type Pending, readPendingRecord } from '#secret/pending-record.ts';
import type { Budget } from '#store/budget.ts';
import { signatureSecret } from './entry-ids.ts';
import type { Place } from './invocation.ts';
import { toSealedFile, toStored, withOrder } from './sealing.ts';
import { newsStore, signatureStore } from './stores.ts';
import { tokenPlace } from './token-place.ts';

const HOUR_MS = 3_600_000;

/** The store of each kind. The budget starts now. */
function storesOf(context: Place, budget: Budget) {
  return { signature: signatureStore(context, budget), news: newsStore(context, budget) };
}

/** Erases an entry of a kind. */
export function eraserOf(context: Place, budget: Budget) {
  const stores = storesOf(context, budget);
  return (kind: EntryKind, campaign: string, id: string) => stores[kind].erase(campaign, id);
}

/** Tells whether there is an entry of a kind. */
export function finderOf(context: Place, budget: Budget) {
  const stores = storesOf(context, budget);
  return (kind: EntryKind, campaign: string, id: string) => stores[kind].has(campaign, id);
}

/**
 * The time of what stands, in milliseconds since 1970; `null` if nothing does. Where only the hour is known it is the
 * last moment of that hour. So nothing is taken for older than it may be.
 */
export function standingIn(context: Place, budget: Budget) {
  const stores = storesOf(context, budget);
  return async (kind: EntryKind, campaign: string, id: string) => {
    if (kind === 'news') {
      const news = await stores.news.read(campaign, id);
      return news && latest(timeOfNews(news), news.confirmedAt);
    }
    const signature = await stores.signature.read(campaign, id);
    if (!signature) return null;
    return isSealedSignature(signature)
      ? latest(timeOfOrder(signature), signature.signedAt)
      : timeOfSignature(signature);
  };
}

/** The exact time, or the end of an hour if there is none to read. */
function latest(exact: number, hour: string): number {
  return Number.isFinite(exact) ? exact : Date.parse(hour) + HOUR_MS - 1;
}

/** Opens what was sent to be confirmed; `null` if the record is none of this campaign, or the code another's. */
export function openPending(
  campaign: Campaign,
  { record, code }: ConfirmationToken,
  context: Place,
  budget: Budget,
): OpenedRecord | null {
  const secret = signatureSecret();
  if (!isCodeOf(secret, record, code)) return null;
  const pending = readPendingRecord(secret, tokenPlace(campaign, context), record);
  if (!pending) return null;
  const { kind, id, at } = pending.head;
  return {
    kind,
    id,
    at: new Date(at),
    keep: () => keep(keySlugOf(campaign), pending, context, budget),
  };
}

async function keep(
  campaign: string,
  { head, sealed }: Pending,
  context: Place,
  budget: Budget,
): Promise<void> {
  if (head.kind === 'news') {
    const store = newsStore(context, budget);
    await keepNewest(await toNews(campaign, head, sealed), { store, timeOf: timeOfNews });
  } else {
    const store = signatureStore(context, budget);
    await keepNewest(await toSignature(campaign, head, sealed), { store, timeOf: timeOfSignature });
  }
}

type Head<Kind extends EntryKind> = Extract<Pending['head'], { readonly kind: Kind }>;

/** A signature as it is stored. What came open is sealed now where keys came since. */
async function toSignature(
  campaign: string,
  { id, at, supporter }: Head<'signature'>,
  sealed: Uint8Array | null,
): Promise<Signature> {
  const frame = { version: 1, id, campaign, signedAt: at } as const;
  if (sealed) return withOrder(frame, sealed);
  if (!supporter) throw new TypeError('A record holds no signature.');
  return toStored({ ...frame, supporter });
}

/** A wish for news as it is stored. */
async function toNews(
  campaign: string,
  { id, at, wording, reader }: Head<'news'>,
  sealed: Uint8Array | null,
): Promise<News> {
  const file = sealed ?? (reader ? await toSealedFile(padded(JSON.stringify(reader))) : null);
  const order = toOrder(signatureSecret(), { id, campaign }, new Date(at));
  const now = new Date();
  const confirmedAt = file ? hourIn((await deployedSite()).timeZone, now) : now;
  const record = {
    version: 1,
    id,
    campaign,
    confirmedAt: confirmedAt.toISOString(),
    wording,
    order,
  } as const;
  if (file) return { ...record, sealed: Buffer.from(file).toString('base64') };
  if (!reader) throw new TypeError('A record holds no address.');
  return { ...record, reader };
}

/** The exact time of signing. Of an older sealed signature only the hour is known. */
function timeOfSignature(signature: Signature): number {
  return isSealedSignature(signature) && signature.order !== undefined
    ? timeOfOrder(signature)
    : Date.parse(signature.signedAt);
}

function timeOfOrder(signature: SealedSignature): number {
  const { order = '' } = signature;
  return readOrder(signatureSecret(), signature, order);
}

function timeOfNews(news: News): number {
  return readOrder(signatureSecret(), news, news.order);
}
