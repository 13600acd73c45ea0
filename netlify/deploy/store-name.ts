import { SettingsError } from '#settings/settings.ts';

/** Deploy contexts of Netlify, https://docs.netlify.com/site-deploys/overview/#deploy-contexts. */
const CONTEXTS = ['production', 'deploy-preview', 'branch-deploy', 'dev'];

/**
 * The name of a store, which carries the deploy context: all deploys of a site share its stores, and a preview must
 * never write production's signatures. Empty means this machine; a context we do not know gets no store at all.
 */
export function storeName(kind: 'signatures' | 'audit', deployContext: string): string {
  const context = deployContext === '' ? 'local' : deployContext;
  if (context !== 'local' && !CONTEXTS.includes(context)) {
    throw new SettingsError(`The deploy context ${context} is not known, so it has no store.`);
  }
  return `${kind}-${context}`;
}
