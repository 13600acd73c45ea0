import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { contentLoader } from '#content/content-loader.ts';
import { PROJECT_ROOT } from '#content/project-root.ts';

export const collections = {
  texts: defineCollection({
    loader: contentLoader(PROJECT_ROOT),
    // The reader has held the content against the one schema already; this only tells Astro the shape.
    schema: z.object({ campaign: z.string(), update: z.string().nullable(), locale: z.string() }),
  }),
};
