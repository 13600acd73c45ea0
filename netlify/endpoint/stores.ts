import type { AuditLog } from '#audit/audit-log.ts';
import { blobAuditLog } from '#blobs/blob-audit-log.ts';
import { blobRetentionMarks } from '#blobs/blob-retention-marks.ts';
import { blobSignatureStore } from '#blobs/blob-signature-store.ts';
import { storeName } from '#deploy/store-name.ts';
import type { Budget } from '#store/budget.ts';
import type { RetentionMarks } from '#store/retention-marks.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { Invocation } from './invocation.ts';

/** The signature store of this deploy context. The budget starts now. */
export function signatureStore({ deploy }: Pick<Invocation, 'deploy'>, budget: Budget): SignatureStore {
  return blobSignatureStore(storeName('signatures', deploy.context), budget);
}

/** The audit log of this deploy context. The budget starts now. */
export function auditStore({ deploy }: Pick<Invocation, 'deploy'>, budget: Budget): AuditLog {
  return blobAuditLog(storeName('audit', deploy.context), budget);
}

/** The marks of retention of this deploy context. The budget starts now. */
export function retentionMarks({ deploy }: Pick<Invocation, 'deploy'>, budget: Budget): RetentionMarks {
  return blobRetentionMarks(storeName('retention', deploy.context), budget);
}
