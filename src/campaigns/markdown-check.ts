import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineMdastPlugin, markdownToHtml } from 'satteri';
import type { FrontMatterFile } from './front-matter.ts';
import type { ContentMistake } from './mistake.ts';

/**
 * Finds what a campaign's text must not contain. Pages do not show raw HTML, and they must not run script
 * addresses. An image on another site would tell that site who reads the page. `root` is the project's
 * folder.
 */
export function checkMarkdown({ file, body, bodyLine }: FrontMatterFile, root: string): ContentMistake[] {
  const mistakes: ContentMistake[] = [];
  const report = (node: { position?: Position | undefined }, message: string) => {
    const start = node.position?.start ?? { line: 1, column: 1 };
    mistakes.push({ file, line: start.line + bodyLine - 1, column: start.column, message });
  };
  const plugin = defineMdastPlugin({
    name: 'check-markdown',
    options: { position: true },
    html: (node) => {
      if (!node.value.startsWith('</')) report(node, 'raw HTML is not shown: write it as Markdown');
    },
    link: (node) => {
      if (!isSafeLink(node.url)) report(node, `the link leads to “${node.url}”: use https://, / or #`);
    },
    definition: (node) => {
      if (!isSafeLink(node.url)) report(node, `the link leads to “${node.url}”: use https://, / or #`);
    },
    image: (node) => {
      if (/^[a-z][a-z0-9+.-]*:|^\/\//iu.test(node.url))
        report(
          node,
          'the image stands on another site, which would see every reader: put the file beside this one',
        );
      else if (!node.url.startsWith('/') && !existsSync(join(root, dirname(file), decodeURI(node.url))))
        report(node, `there is no image “${node.url}”: put the file beside this one, or mend its name`);
      else if (!/\.(?:jpe?g|png|webp|gif|svg)$/iu.test(node.url))
        report(node, `the image “${node.url}” cannot be shown: use JPEG, PNG, WebP, GIF or SVG`);
      if (!node.alt) report(node, 'the image has no description: write it between the brackets');
    },
    heading: (node) => {
      if (node.depth === 1) report(node, 'the title is the only heading of the first level: start with ##');
    },
  });
  markdownToHtml(body, { mdastPlugins: [plugin] });
  return mistakes;
}

interface Position {
  readonly start: { readonly line: number; readonly column: number };
}

/**
 * True for a safe link. `mailto:` leaves a trace in the visitor's sent mail; `javascript:` and similar run
 * code.
 */
function isSafeLink(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|#|\.{1,2}\/)/iu.test(url) || !/^[a-z][a-z0-9+.-]*:/iu.test(url);
}
