import { createHash } from 'node:crypto';
import type { Loader, LoaderContext } from 'astro/loaders';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Text } from './content.ts';
import { ContentError } from './mistake.ts';
import { readPublished } from './published.ts';

/** A campaign's or an update's text in one language, as the pages find it in Astro's collections. */
export interface TextEntry {
  readonly campaign: string;
  /** The update's part of the address; `null` for the campaign's own text. */
  readonly update: string | null;
  readonly locale: string;
}

/**
 * Hands the markdown that our one reader read to Astro, which renders it. `root` is the project's folder.
 * A build throws a `ContentError`; while developing the last good content stays and the mistakes are shown.
 */
export function contentLoader(root: string): Loader {
  return {
    name: 'undersigned-content',
    load: async (context) => {
      await loadTexts(root, context);
      context.watcher?.add(join(root, 'content'));
      context.watcher?.on('all', (_event, path) => {
        if (path.startsWith(join(root, 'content'))) void reloadTexts(root, context);
      });
    },
  };
}

/** The id of a text in the collection. */
export function textId({ campaign, update, locale }: TextEntry): string {
  return [campaign, ...(update ? [update] : []), locale].join('/');
}

async function reloadTexts(root: string, context: LoaderContext): Promise<void> {
  try {
    await loadTexts(root, context);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    context.logger.error(error.message);
  }
}

async function loadTexts(root: string, context: LoaderContext): Promise<void> {
  const { campaigns } = await readPublished(root);
  const entries = campaigns.flatMap(({ campaign: { slug }, texts, updates }) => [
    ...texts.map((text) => ({ campaign: slug, update: null, text })),
    ...updates.flatMap(({ name, texts }) => texts.map((text) => ({ campaign: slug, update: name, text }))),
  ]);
  context.store.clear();
  for (const { campaign, update, text } of entries) {
    await loadText({ campaign, update, locale: text.locale }, text);
  }

  async function loadText(entry: TextEntry, { source }: Text<unknown>): Promise<void> {
    const { html } = await context.renderMarkdown(source.body, { fileURL: pathToFileURL(join(root, source.file)) });
    context.store.set({
      id: textId(entry),
      data: { ...entry },
      body: source.body,
      filePath: source.file,
      digest: createHash('sha256').update(source.body).digest('hex'),
      rendered: { html },
    });
  }
}
