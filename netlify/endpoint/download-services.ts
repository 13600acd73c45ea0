import type { DownloadServices } from '#actions/download.ts';
import { isSealing } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';
import type { Invocation } from './invocation.ts';
import { auditStore, signatureStore } from './stores.ts';

/** The platform gives a function 60 s. */
const BUDGET = { totalMs: 50_000, attemptMs: 5_000 };
/** This budget starts when the log entry is written, because the list of ids may take long. */
const LOG_BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What a download needs from this deploy. */
export function downloadServices(context: Invocation): DownloadServices {
  return {
    signatures: signatureStore(context, BUDGET),
    audit: {
      append: (event, at) => auditStore(context, LOG_BUDGET).append(event, at),
      claim: (mark) => auditStore(context, LOG_BUDGET).claim(mark),
      isClaimed: (mark) => auditStore(context, LOG_BUDGET).isClaimed(mark),
    },
    isSealing: () => isSealing(readSettings().signatureRecipients),
    now: () => new Date(),
  };
}
