/** Netlify's deploy contexts, https://docs.netlify.com/site-deploys/overview/#deploy-contexts. */
export const DEPLOY_CONTEXTS: readonly string[] = ['production', 'deploy-preview', 'branch-deploy', 'dev'];

/** The contexts of previews that have stores. */
export const PREVIEW_CONTEXTS: readonly string[] = ['deploy-preview', 'branch-deploy'];

/** Deploys that are no preview: production, and what runs on this machine. */
const NO_PREVIEW = ['production', 'dev', ''];

/**
 * True for a deploy that only shows what production may become. An empty context means this machine. A
 * context that is not known counts as a preview, so that it takes no signatures.
 */
export function isPreview(context: string): boolean {
  return !NO_PREVIEW.includes(context);
}
