import type { Features } from 'satteri';

/** The one Markdown of this site. The check and the pages must read a text in the same way. */
export const MARKDOWN_FEATURES: Features = { gfm: true, frontmatter: false, smartPunctuation: true };
