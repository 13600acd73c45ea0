import { type AuditLog, auditLog } from '#audit/audit-log.ts';
import { netlifyStores } from '#blobs/netlify-stores.ts';
import { storeName } from '#deploy/store-name.ts';
import { type AskedBuilds, askedBuilds as askedBuildsIn } from '#store/asked-builds.ts';
import type { Budget } from '#store/budget.ts';
import { documentStore } from '#store/document-store.ts';
import { type HourlyRuns, hourlyRuns as hourlyRunsIn } from '#store/hourly-run.ts';
import { type MailMemory, mailMemory as mailMemoryIn } from '#store/mail-memory.ts';
import type { NewsStore } from '#store/news-store.ts';
import { recordStore } from '#store/record-store.ts';
import { type RetentionMarks, retentionMarks as retentionMarksIn } from '#store/retention-marks.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { type AsideStore, parseAsides, toAsidesText } from '#store/stored-asides.ts';
import { parseNewsRecord, toNewsRecord } from '#store/stored-news.ts';
import { type NumberStore, parseNumbers, toNumbersText } from '#store/stored-numbers.ts';
import { type ShareStore, shareStore as shareStoreIn } from '#store/stored-shares.ts';
import { parseRecord, toRecord } from '#store/stored-signature.ts';
import type { Blobs } from '#store/stores.ts';
import { type WithdrawalMarks, withdrawalMarks as withdrawalMarksIn } from '#store/withdrawal-marks.ts';
import type { Place } from './invocation.ts';

/** The signature store of this deploy context. The budget starts now. */
export function signatureStore(place: Place, budget: Budget): SignatureStore {
  return recordStore(blobsOf('signatures', place, budget), { toText: toRecord, parse: parseRecord });
}

/** The store of what organizers set aside in this deploy context. The budget starts now. */
export function asideStore(place: Place, budget: Budget): AsideStore {
  return documentStore(blobsOf('asides', place, budget), { toText: toAsidesText, parse: parseAsides });
}

/** The store of published numbers of this deploy context. The budget starts now. */
export function numberStore(place: Place, budget: Budget): NumberStore {
  return documentStore(blobsOf('numbers', place, budget), { toText: toNumbersText, parse: parseNumbers });
}

/** The store of what was counted of large campaigns in this deploy context. The budget starts now. */
export function shareStore(place: Place, budget: Budget): ShareStore {
  return shareStoreIn(blobsOf('shares', place, budget));
}

/** The store of wishes for news of this deploy context. The budget starts now. */
export function newsStore(place: Place, budget: Budget): NewsStore {
  return recordStore(blobsOf('news', place, budget), { toText: toNewsRecord, parse: parseNewsRecord });
}

/** The marks of withdrawals and erasures of this deploy context. The budget starts now. */
export function withdrawalMarks(place: Place, budget: Budget): WithdrawalMarks {
  return withdrawalMarksIn(blobsOf('withdrawals', place, budget));
}

/** The memory of mails of this deploy context. The budget starts now. */
export function mailMemory({ deploy, stores = netlifyStores }: Place, budget: Budget): MailMemory {
  return mailMemoryIn(storeName('mails', deploy.context), stores, budget);
}

/** The audit log of this deploy context. The budget starts now. */
export function auditStore(place: Place, budget: Budget): AuditLog {
  return auditLog(blobsOf('audit', place, budget));
}

/** The marks of retention, of signatures or of news, of this deploy context. The budget starts now. */
export function retentionMarks(
  kind: 'retention' | 'news-retention',
  place: Place,
  budget: Budget,
): RetentionMarks {
  return retentionMarksIn(blobsOf(kind, place, budget));
}

/** The last run of the hourly function of this deploy context. The budget starts now. */
export function hourlyRuns(place: Place, budget: Budget): HourlyRuns {
  return hourlyRunsIn(blobsOf('hourly', place, budget));
}

/** The builds that this deploy context asked for. The budget starts now. */
export function askedBuilds(place: Place, budget: Budget): AskedBuilds {
  return askedBuildsIn(blobsOf('hourly', place, budget));
}

function blobsOf(
  kind: Parameters<typeof storeName>[0],
  { deploy, stores = netlifyStores }: Place,
  budget: Budget,
): Blobs {
  return stores(budget).open(storeName(kind, deploy.context));
}
