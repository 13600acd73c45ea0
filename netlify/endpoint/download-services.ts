import type { DownloadServices } from '#actions/download.ts';
import type { NewsRow } from '#domain/news.ts';
import type { Signature } from '#domain/signature.ts';
import { NEWS } from '#download/news-row.ts';
import { SIGNATURES } from '#download/row.ts';
import type { Invocation } from './invocation.ts';
import { readSealer } from './sealer.ts';
import { asideStore, auditStore, newsStore, signatureStore } from './stores.ts';

/** The platform gives a function 60 s. */
const BUDGET = { totalMs: 50_000, attemptMs: 5_000 };
/** This budget starts when the log entry is written, because the list of ids may take long. */
const LOG_BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What a download of signatures needs from this deploy. */
export function signatureDownload(context: Invocation): DownloadServices<Signature> {
  return {
    kind: SIGNATURES,
    records: signatureStore(context, BUDGET),
    asides: asideStore(context, BUDGET),
    ...sharedServices(context),
  };
}

/** What a download of who wants news needs from this deploy. */
export function newsDownload(context: Invocation): DownloadServices<NewsRow> {
  return { kind: NEWS, records: newsStore(context, BUDGET), asides: null, ...sharedServices(context) };
}

function sharedServices(context: Invocation): Omit<DownloadServices<never>, 'kind' | 'records' | 'asides'> {
  return {
    audit: {
      append: (event, at) => auditStore(context, LOG_BUDGET).append(event, at),
      claim: (mark) => auditStore(context, LOG_BUDGET).claim(mark),
      isClaimed: (mark) => auditStore(context, LOG_BUDGET).isClaimed(mark),
    },
    isSealing: async () => (await readSealer()) !== null,
    now: () => new Date(),
  };
}
