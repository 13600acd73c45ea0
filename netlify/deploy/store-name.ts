import { SettingsError } from '#settings/settings.ts';

/** Netlify's deploy contexts, https://docs.netlify.com/site-deploys/overview/#deploy-contexts. */
const CONTEXTS = ['production', 'deploy-preview', 'branch-deploy', 'dev'];

/**
 * The name of a store, with the deploy context in it. All deploys of a site share its stores, and a preview
 * must never write to production. An empty context means this machine. An unknown context throws a
 * `SettingsError`.
 */
export function storeName(kind: 'signatures' | 'audit', deployContext: string): string {
  const context = deployContext === '' ? 'local' : deployContext;
  if (context !== 'local' && !CONTEXTS.includes(context)) {
    throw new SettingsError(`The deploy context ${context} is not known, so it has no store.`);
  }
  return `${kind}-${context}`;
}
