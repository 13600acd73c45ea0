import type { ViteUserConfig } from 'astro';

/** The style sheets that a build made from our own sources. Pages hold them inline. */
export interface OwnStyles {
  /** It notes every style sheet before Astro takes it into pages (Astro 7.3.4, `plugin-css.js`). */
  readonly plugin: NonNullable<ViteUserConfig['plugins']>[number];
  /** True for a text that consists of our style sheets: Astro joins those of a page. */
  readonly areAll: (text: string) => boolean;
}

/** Vite ends each sheet with this mark, and takes it away later (`viteHashUpdateMarker`, 8.3.8). */
const VITE_MARK = /\/\*\$vite\$:\d+\*\/$/u;

/** Starts to note the style sheets of a build. */
export function noteOwnStyles(sheets: Set<string> = new Set()): OwnStyles {
  return {
    plugin: {
      name: 'undersigned-own-styles',
      generateBundle: {
        order: 'pre',
        handler: (_options, bundle) => {
          for (const file of Object.values(bundle)) {
            if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
            sheets.add(file.source.toString().replace(VITE_MARK, ''));
          }
        },
      },
    },
    areAll: (text) => consistsOf(text, Array.from(sheets)),
  };
}

function consistsOf(text: string, parts: readonly string[]): boolean {
  return (
    text === '' ||
    parts.some((part) => part !== '' && text.startsWith(part) && consistsOf(text.slice(part.length), parts))
  );
}
