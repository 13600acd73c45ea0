import { serialize } from 'parse5';
import { attribute, type Element } from '#html/elements.ts';
import type { BuiltSite } from '../site/built-site.ts';
import { linesOf, oneSpaced, plainFile, withoutRemark } from './plain-facts.ts';
import { differences, shownWords } from './plain-text.ts';

/** Where the built pages of a campaign differ from what the lines of its file say. `text` is the file. */
export function builtFaults(site: BuiltSite, slug: string, text: string): string[] {
  const plain = plainFile(text);
  if (typeof plain === 'string') return [plain];
  const pages = site.pages.filter(({ path }) => path.startsWith(`/${slug}/`));
  const page = pages.find(({ path }) => path === `/${slug}/`);
  if (page === undefined) return ['no page was built'];
  const one = (wanted: (element: Element) => boolean) => page.elements.find(wanted);
  const wordsOf = (element: Element | undefined) => (element ? oneSpaced(shownWords(element)) : 'nothing');
  const value = (key: string) => oneSpaced(plain.entries.find((entry) => entry.key === key)?.value ?? '');
  const faults: string[] = [];
  const expectSame = (what: string, is: string, should: string) => {
    if (should !== '' && is !== should)
      faults.push(`${what} is ${JSON.stringify(is)}, and its line says ${JSON.stringify(should)}`);
  };
  expectSame('the title', wordsOf(one(({ tagName }) => tagName === 'h1')), value('title'));
  expectSame('the summary', wordsOf(one((element) => hasClass(element, 'summary'))), value('summary'));
  expectSame(
    'the target',
    wordsOf(one((element) => hasClass(element, 'to'))).replace(/^To /u, ''),
    value('target'),
  );
  const times = page.elements.flatMap((element) => attribute(element, 'datetime') ?? []);
  for (const key of ['opens', 'closes']) {
    const date = withoutRemark(value(key));
    if (date !== '' && !times.includes(date)) faults.push(`${key} is not on the page: ${date}`);
  }
  const goal = one(({ tagName }) => tagName === 'progress');
  expectSame('the goal', goal ? (attribute(goal, 'max') ?? '') : '', withoutRemark(value('goal')));
  const all = new Set(
    pages.flatMap(({ elements }) =>
      elements.filter(({ tagName }) => tagName === 'body').flatMap((body) => wordsIn(wordsOf(body))),
    ),
  );
  for (const { key, raw } of plain.entries.filter(({ key }) => LISTS.includes(key))) {
    const lost = linesOf(raw)
      .flatMap((line) => wordsIn(line.replaceAll(/\b(?:date|slug|kind): [\w-]+|\b\w+:(?= )/gu, '')))
      .filter((word) => !all.has(word));
    if (lost.length > 0) faults.push(`words of ${key} are on no page: ${lost.join(' ')}`);
  }
  const prose = one((element) => hasClass(element, 'prose'));
  return [...faults, ...differences(plain.body, prose ? serialize(prose) : '')];
}

/** Facts whose words stand somewhere on the pages of a campaign. */
const LISTS = ['elsewhere', 'corrections', 'partners', 'changes', 'callToAction', 'organization'];

function hasClass(element: Element, name: string): boolean {
  return attribute(element, 'class')?.split(' ').includes(name) === true;
}

function wordsIn(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
