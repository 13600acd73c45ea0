import { DEPLOY_CONTEXTS } from '#domain/deploy-context.ts';
import { SettingsError } from '#settings/settings.ts';

/** What a store holds. The memory of mails has a store for each day, whose names go on with the day. */
type StoreKind =
  | 'signatures'
  | 'asides'
  | 'numbers'
  | 'news'
  | 'withdrawals'
  | 'mails'
  | 'audit'
  | 'retention'
  | 'news-retention'
  | 'hourly'
  | 'shares';

/**
 * The name of a store, with the deploy context in it. All deploys of a site share its stores, and a preview
 * must never write to production. An empty context means this machine. An unknown context throws a
 * `SettingsError`.
 */
export function storeName(kind: StoreKind, deployContext: string): string {
  const context = deployContext === '' ? 'local' : deployContext;
  if (context !== 'local' && !DEPLOY_CONTEXTS.includes(context)) {
    throw new SettingsError(`The deploy context ${context} is not known, so it has no store.`);
  }
  return `${kind}-${context}`;
}
