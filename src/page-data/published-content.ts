import type { Content } from '#campaigns/content.ts';
import { readPublished } from '#campaigns/published.ts';
import { renderText } from '#markdown/render-text.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';

let known: Promise<Content> | undefined;

/** What has pages. It is read once a build; while developing again after a file of `content/` changed. */
export function publishedContent(): Promise<Content> {
  known ??= readPublished(PROJECT_ROOT);
  return known;
}

/** Renders every text, so that it is known which pictures they show. */
export async function renderEverything(): Promise<void> {
  const { campaigns } = await publishedContent();
  const texts = campaigns.flatMap(({ texts, updates }) => [
    ...texts,
    ...updates.flatMap((update) => update.texts),
  ]);
  for (const { source } of texts) await renderText(PROJECT_ROOT, source);
}

// Sent by src/integrations/content-reload.ts. Vite knows `hot` while developing only.
import.meta.hot?.on('astro:content-changed', () => {
  known = undefined;
});
