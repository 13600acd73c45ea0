import { defineHastPlugin, type HastPluginEntry } from 'satteri';
import { decoded } from '#domain/link.ts';
import { translator } from '#i18n/translate.ts';

/**
 * Gives an editor's text addresses to quote. Heading ids get a prefix, so that they differ from the page's
 * own ids. Every item of a numbered list gets an id and a link to itself. This plugin runs after the plugin
 * that gives headings their ids.
 */
export const anchors: HastPluginEntry = ({ fileURL }) => {
  const path = fileURL?.pathname ?? '';
  const ids = new Set<string>();
  const prefix = prefixOf(path);
  const plugins = [headings(prefix, ids), links(prefix, ids), notes(prefix)];
  return prefix === 'text-' ? [...plugins, points(localeOf(path))] : plugins;
};

/** What a text's ids start with. A page shows an update below the text of its campaign. */
export function prefixOf(path: string): 'text-' | 'news-' {
  return path.includes('/updates/') ? 'news-' : 'text-';
}

function headings(prefix: string, ids: Set<string>): HastPluginEntry {
  return defineHastPlugin({
    name: 'anchors-headings',
    element: {
      filter: ['h2', 'h3', 'h4', 'h5', 'h6'],
      visit: (node, context) => {
        const id = node.properties['id'];
        if (typeof id !== 'string') return;
        ids.add(id);
        context.setProperty(node, 'id', prefix + id);
      },
    },
  });
}

/** Editors link to a heading by its words, as usual in Markdown. */
function links(prefix: string, ids: ReadonlySet<string>): HastPluginEntry {
  return defineHastPlugin({
    name: 'anchors-links',
    element: {
      filter: ['a'],
      visit: (node, context) => {
        const { href } = node.properties;
        if (typeof href !== 'string' || !href.startsWith('#')) return;
        const id = decoded(href.slice(1));
        if (id !== null && ids.has(id)) context.setProperty(node, 'href', `#${prefix}${id}`);
      },
    },
  });
}

/** The links to footnotes name the heading above the notes, which has the prefix too. */
function notes(prefix: string): HastPluginEntry {
  return defineHastPlugin({
    name: 'anchors-notes',
    element: {
      filter: ['a'],
      visit: (node, context) => {
        if (node.properties['dataFootnoteRef'] === undefined) return;
        context.setProperty(node, 'ariaDescribedBy', [`${prefix}footnote-label`]);
      },
    },
  });
}

/** A campaign's points have the same ids in every language: `point-1`, and `point-2-1` in a second list. */
function points(locale: string): HastPluginEntry {
  let lists = 0;
  return defineHastPlugin({
    name: 'anchors-points',
    element: {
      filter: ['ol'],
      visit: (list, context) => {
        if (context.parent(list).type !== 'root') return;
        lists += 1;
        let number = Number(list.properties['start'] ?? 1);
        for (const item of list.children) {
          if (item.type !== 'element') continue;
          const id = lists === 1 ? `point-${number}` : `point-${lists}-${number}`;
          context.setProperty(item, 'id', id);
          context.appendChild(item, [{ type: 'text', value: '\u00a0' }, linkTo(id, number, locale)]);
          number += 1;
        }
      },
    },
  });
}

function linkTo(id: string, number: number, locale: string) {
  return {
    type: 'element' as const,
    tagName: 'a',
    properties: {
      className: ['point'],
      href: `#${id}`,
      ariaLabel: translator(locale)('campaign.point', { number }),
    },
    children: [{ type: 'text' as const, value: `#${number}` }],
  };
}

/** The language from a text's file name: `…/es.md`. */
export function localeOf(path: string): string {
  return /([^./]+)\.md$/u.exec(path)?.[1] ?? 'en';
}
