import type { Erasable, Erasing } from '#actions/batch-erasure.ts';
import { eraseDueAsides } from '#actions/erase-due-asides.ts';
import { type KeepingServices, numberKeeper } from '#actions/number-keeper.ts';
import type { HourlyNumberServices } from '#actions/publish-numbers.ts';
import type { RetentionServices } from '#actions/retention.ts';
import type { SweepingServices } from '#actions/sweep-withdrawals.ts';
import { deployedCampaigns, deployedSite } from '#deploy/deployed-content.ts';
import type { Budget } from '#store/budget.ts';
import { erasingAsidesServices } from './aside-services.ts';
import { eraserOf, standingIn } from './entries.ts';
import type { Place } from './invocation.ts';
import { keepingServices } from './number-services.ts';
import {
  asideStore,
  auditStore,
  hourlyRuns,
  mailMemory,
  newsStore,
  retentionMarks,
  signatureStore,
  withdrawalMarks,
} from './stores.ts';

/** The platform ends a scheduled function after 30 s. */
const BUDGET = { totalMs: 26_000, attemptMs: 5_000 };
/** The end of a run is noted after its budget, and before the platform ends it. */
const NOTE_BUDGET = { totalMs: 2_000, attemptMs: 1_000 };
/** Time is left for the number. */
const ASIDES_BUDGET = { totalMs: 14_000, attemptMs: 5_000 };
/** Time left for the last batch and its log entry. */
const LAST_BATCH_MS = 8_000;
const DAY_MS = 86_400_000;

/** What publishing and keeping the numbers needs. The budget starts now. */
export async function numberServices(context: Place): Promise<KeepingServices & HourlyNumberServices> {
  const asides = erasingAsidesServices(context, ASIDES_BUDGET, untilLate(ASIDES_BUDGET));
  const services = await keepingServices(context, BUDGET, untilLate());
  return { ...services, eraseDue: (campaign) => eraseDueAsides(campaign, asides) };
}

/** What retention needs, for signatures and for news. The budget starts now. */
export async function retentionServices(
  context: Place,
  previews: readonly string[],
  { numbers, hasTime }: { readonly numbers: KeepingServices; readonly hasTime: () => boolean },
): Promise<Readonly<Record<'signatures' | 'news', RetentionServices>>> {
  const campaigns = await deployedCampaigns();
  const site = await deployedSite();
  const services = (
    kind: Erasing['kind'],
    marks: 'retention' | 'news-retention',
    storeIn: (place: Place) => Erasable,
  ): RetentionServices => {
    const erasingIn = (place: Place): Erasing => ({
      kind,
      store: storeIn(place),
      audit: auditStore(place, BUDGET),
      // News are neither counted nor set aside.
      ...(kind === 'signatures' && { asides: asideStore(place, BUDGET) }),
      now: () => new Date(),
      hasTime,
    });
    const own = erasingIn(context);
    const others = previews.map(
      (preview) => [preview, erasingIn({ ...context, deploy: { context: preview } })] as const,
    );
    return {
      campaigns,
      site,
      own: kind === 'signatures' ? { ...own, numbers: numberKeeper(numbers) } : own,
      previews: new Map(others),
      marks: retentionMarks(marks, context, BUDGET),
      tell: (what) => console.error(what),
    };
  };
  return {
    signatures: services('signatures', 'retention', (place) => signatureStore(place, BUDGET)),
    news: services('news', 'news-retention', newsIn),
  };
}

/** Wishes for news, as retention reads them. */
function newsIn(place: Place): Erasable {
  const store = newsStore(place, BUDGET);
  return {
    ...store,
    read: async (campaign, id) => {
      const news = await store.read(campaign, id);
      return news && { id, signedAt: news.confirmedAt };
    },
  };
}

/** What sweeping needs from this deploy. The budget starts now. */
export function sweepingServices(place: Place, hasTime: () => boolean): SweepingServices {
  return {
    marks: withdrawalMarks(place, BUDGET),
    standingSince: standingIn(place, BUDGET),
    erase: eraserOf(place, BUDGET),
    now: () => new Date(),
    hasTime,
  };
}

/** Forgets, once it is called, which mails went out before yesterday (UTC). The budget starts now. */
export function mailForgetting(place: Place): () => Promise<void> {
  const memory = mailMemory(place, BUDGET);
  return () => memory.forgetBefore(new Date(Date.now() - DAY_MS).toISOString().slice(0, 10));
}

/** Notes the end of a run, and how many of its parts failed. The platform leaves a moment for it after the budget. */
export async function noteRun(place: Place, failures: number): Promise<void> {
  await hourlyRuns(place, NOTE_BUDGET).note(new Date(), failures);
}

/** True until the last moment at which a run may begin another batch. */
export function untilLate({ totalMs }: Budget = BUDGET): () => boolean {
  const ends = performance.now() + totalMs - LAST_BATCH_MS;
  return () => performance.now() < ends;
}
