import type { AuditLog } from '#audit/audit-log.ts';
import { blobAsideStore } from '#blobs/blob-aside-store.ts';
import { blobAuditLog } from '#blobs/blob-audit-log.ts';
import { blobMailMemory } from '#blobs/blob-mail-memory.ts';
import { blobNewsStore } from '#blobs/blob-news-store.ts';
import { blobNumberStore } from '#blobs/blob-number-store.ts';
import { blobRetentionMarks } from '#blobs/blob-retention-marks.ts';
import { blobSignatureStore } from '#blobs/blob-signature-store.ts';
import { blobWithdrawalMarks } from '#blobs/blob-withdrawal-marks.ts';
import { storeName } from '#deploy/store-name.ts';
import type { Budget } from '#store/budget.ts';
import type { MailMemory } from '#store/mail-memory.ts';
import type { NewsStore } from '#store/news-store.ts';
import type { RetentionMarks } from '#store/retention-marks.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { AsideStore } from '#store/stored-asides.ts';
import type { NumberStore } from '#store/stored-numbers.ts';
import type { WithdrawalMarks } from '#store/withdrawal-marks.ts';
import type { Invocation } from './invocation.ts';

type Deploy = Pick<Invocation, 'deploy'>;

/** The signature store of this deploy context. The budget starts now. */
export function signatureStore({ deploy }: Deploy, budget: Budget): SignatureStore {
  return blobSignatureStore(storeName('signatures', deploy.context), budget);
}

/** The store of what organizers set aside in this deploy context. The budget starts now. */
export function asideStore({ deploy }: Deploy, budget: Budget): AsideStore {
  return blobAsideStore(storeName('asides', deploy.context), budget);
}

/** The store of published numbers of this deploy context. The budget starts now. */
export function numberStore({ deploy }: Deploy, budget: Budget): NumberStore {
  return blobNumberStore(storeName('numbers', deploy.context), budget);
}

/** The store of wishes for news of this deploy context. The budget starts now. */
export function newsStore({ deploy }: Deploy, budget: Budget): NewsStore {
  return blobNewsStore(storeName('news', deploy.context), budget);
}

/** The marks of withdrawals and erasures of this deploy context. The budget starts now. */
export function withdrawalMarks({ deploy }: Deploy, budget: Budget): WithdrawalMarks {
  return blobWithdrawalMarks(storeName('withdrawals', deploy.context), budget);
}

/** The memory of mails of this deploy context. The budget starts now. */
export function mailMemory({ deploy }: Deploy, budget: Budget): MailMemory {
  return blobMailMemory(storeName('mails', deploy.context), budget);
}

/** The audit log of this deploy context. The budget starts now. */
export function auditStore({ deploy }: Deploy, budget: Budget): AuditLog {
  return blobAuditLog(storeName('audit', deploy.context), budget);
}

/** The marks of retention, of signatures or of news, of this deploy context. The budget starts now. */
export function retentionMarks(
  kind: 'retention' | 'news-retention',
  { deploy }: Deploy,
  budget: Budget,
): RetentionMarks {
  return blobRetentionMarks(storeName(kind, deploy.context), budget);
}
