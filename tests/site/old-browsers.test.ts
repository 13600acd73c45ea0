import data, { type Identifier, type SimpleSupportStatement } from '@mdn/browser-compat-data';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postcss, { type AtRule, type ChildNode, type Declaration, type Rule } from 'postcss';
import { describe, expect, inject, it } from 'vitest';
import { attribute, textOf } from '#html/elements.ts';
import { OLDEST_BROWSERS } from '../../src/integrations/browsers.ts';
import { type BuiltSite, readBuiltSite } from './built-site.ts';

/**
 * Styles of our pages that one of the oldest browsers lacks, and what is seen without them. None may carry the
 * look: everything here can be missing.
 */
const ADORNMENTS: Readonly<Record<string, string>> = {
  ':focus-visible': 'the browser’s own ring',
  ':has':
    'a mistaken field without its bar, what goes with initials said before they are chosen, a printed poster with the name of the site',
  '::-moz-progress-bar': 'the browser’s own bar, which another name styles',
  '::-webkit-progress-bar': 'the same',
  '::-webkit-progress-value': 'the same',
  '::details-content': 'the rows of the curve are not on paper unless they were opened',
  '::marker': 'numbers of demands in the color of the text',
  '@page': 'the browser’s own margins on paper',
  'accent-color': 'boxes to tick in the browser’s own color',
  'align-content: start': 'only its name in flex boxes is younger',
  'align-self: start': 'the same',
  'break-after: avoid': 'two lines that each heading reserves do the same',
  'color-scheme': 'light bars and fields on a dark page',
  'content-visibility': 'the same',
  'content: text for the ear': 'the exit without its cross',
  'cursor: pointer': 'no pointer where there is no mouse',
  'field-sizing': 'a comment that scrolls',
  'forced-color-adjust': 'a dot in a color of the reader’s own',
  'hyphenate-limit-chars': 'more words are divided',
  'media: forced-colors': 'backgrounds as the reader’s own colors leave them',
  outline: 'a ring with square corners',
  'overflow-wrap: anywhere': 'a word of more than a line stands over the edge',
  page: 'posters in the direction that the printer has',
  'print-color-adjust: exact': 'a printed bar or dot without its color',
  resize: 'a comment that keeps its height',
  size: 'the same as for page',
  'text-decoration-thickness': 'thicker lines under links',
  'text-size-adjust': 'text as large as the browser makes it',
  'text-wrap': 'lines of uneven length',
  'user-select: all': 'the HTML to paste is marked by hand',
};

const BROWSERS = { ...OLDEST_BROWSERS, safari_ios: OLDEST_BROWSERS.ios, ios: undefined };

/** All sheets of both sites. The desk may need a present browser. */
const sites = await Promise.all(Object.values(inject('sites')).map(readBuiltSite));
const DESK = '/organizers/';
const sheets = new Set((await Promise.all(sites.map(sheetsOf))).flat());

/** The sheets in the pages of a site, and those in files of their own. */
async function sheetsOf({ dist, pages }: BuiltSite): Promise<string[]> {
  const elements = pages.filter(({ path }) => path !== DESK).flatMap((page) => page.elements);
  const linked = elements.filter((element) => attribute(element, 'rel') === 'stylesheet');
  const files = linked.map((link) => readFile(join(dist, attribute(link, 'href') ?? ''), 'utf8'));
  return [
    ...elements.filter(({ tagName }) => tagName === 'style').map(textOf),
    ...(await Promise.all(files)),
  ];
}

describe('the styles of the pages', () => {
  it('use nothing that the oldest browsers lack, but for what only adorns', () => {
    const younger = new Set<string>();
    for (const sheet of sheets) {
      postcss.parse(sheet).walk((node) => {
        for (const [name, feature] of featuresOf(node)) if (isYounger(feature)) younger.add(name);
      });
    }
    expect(Array.from(younger).sort()).toEqual(Object.keys(ADORNMENTS).sort());
  });

  it('hold no layer, no nested rule and no range, which would take everything in them away', () => {
    const all = Array.from(sheets).join('\n');
    expect(all.match(/@layer|&|@media[^{]*[<>]|@container|color-mix/gu)).toBeNull();
  });
});

/** The features of MDN’s list that a piece of style needs, by our name. Names with a prefix are not in it. */
function featuresOf(node: ChildNode): (readonly [string, Identifier | undefined])[] {
  if (node.type === 'decl') return declarationFeatures(node);
  if (node.type === 'rule') return selectorFeatures(node);
  return node.type === 'atrule' ? atRuleFeatures(node) : [];
}

function declarationFeatures({ prop, value }: Declaration): (readonly [string, Identifier | undefined])[] {
  if (prop.startsWith('-')) return [];
  const property = data.css.properties?.[prop];
  if (prop === 'content' && value.includes('/'))
    return [['content: text for the ear', property?.['alt_text']]];
  if (isYounger(property)) return [[prop, property]];
  const words = (value.match(/[a-z][a-z-]*/giu) ?? []).filter((word) => property?.[word]);
  const functions = (value.match(/[a-z][a-z-]*(?=\()/giu) ?? []).filter((name) => data.css.types?.[name]);
  return [
    ...words.map((word) => [`${prop}: ${word}`, property?.[word]] as const),
    ...functions.map((name) => [`${name}()`, data.css.types?.[name]] as const),
  ];
}

function selectorFeatures({ selector }: Rule): (readonly [string, Identifier | undefined])[] {
  const names = Array.from(selector.matchAll(/(::?)(-?[a-z-]+)/gu));
  return names.map(([whole, , name = '']) => [whole, data.css.selectors?.[name]]);
}

function atRuleFeatures({ name, params }: AtRule): (readonly [string, Identifier | undefined])[] {
  const media = Array.from(params.matchAll(/\((?:min-|max-)?([a-z-]+)/gu), ([, feature = '']) => feature);
  return [
    [`@${name}`, data.css['at-rules']?.[name]],
    ...media.map((feature) => [`media: ${feature}`, data.css['at-rules']?.['media']?.[feature]] as const),
  ];
}

/** True if one of the oldest browsers lacks a feature or a part of it. What MDN does not know counts too. */
function isYounger(feature: Identifier | undefined): boolean {
  const support = feature?.__compat?.support;
  return Object.entries(BROWSERS).some(([browser, oldest]) => {
    if (oldest === undefined) return false;
    const statements = [support?.[browser as keyof typeof support] ?? []].flat();
    return !statements.some((statement) => isIn(statement, oldest));
  });
}

function isIn(statement: SimpleSupportStatement, oldest: number): boolean {
  const { version_added: since, version_removed: until, flags, partial_implementation: isPart } = statement;
  if (typeof since !== 'string' || until || flags || isPart) return false;
  return Number.parseFloat(since.replace('≤', '')) <= oldest;
}
