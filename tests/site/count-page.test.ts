import { brotliCompressSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { type BuiltPage, type BuiltSite, readBuiltSite, wordsOf } from './built-site.ts';

const own = await readBuiltSite(inject('sites').own);
const gallery = await readBuiltSite(inject('sites').gallery);

/** The page is read, not signed in a hurry. With two years of numbers it still comes in three round trips. */
const PAGE_MAX_BYTES = 16_000;

describe('“How we count”', () => {
  it('answers the questions of a sceptic, and leads to each answer', () => {
    const page = pageAt(gallery, '/everything/count/');
    const headings = page.elements.filter(({ tagName }) => tagName === 'h2');
    const questions = page.elements.filter(
      (element) => element.tagName === 'a' && /^#(?!main|sign)/u.test(attribute(element, 'href') ?? ''),
    );
    expect(questions.map(wordsOf)).toEqual([
      'Who checks the addresses?',
      'Can I sign twice, or as somebody else?',
      'What was set aside, by whom, and why?',
      'Could the organization inflate the number itself?',
      'What is on paper, and who else gathers?',
      'Was the text changed later?',
      'Where are the raw numbers?',
    ]);
    for (const question of questions) {
      const heading = headings.find(
        (heading) => `#${attribute(heading, 'id') ?? ''}` === attribute(question, 'href'),
      );
      expect(heading && wordsOf(heading), wordsOf(question)).toBe(wordsOf(question));
    }
  });

  it.each([
    ['/everything/count/', 'Signed on this site 74', 'On paper or through others 352', 'Corrections −14'],
    ['/everything/count/', 'In all 412', 'Set aside, not counted 31', 'As of June 1, 2026 at 1:00 PM GMT+1'],
    [
      '/es/everything/count/',
      'Firmas hechas en este sitio 74',
      'Apartadas, no cuentan 31',
      '1 de junio de 2026',
    ],
    [
      '/everything/count/',
      '31 set aside on May 3, 2026',
      '12 put back, or erased, on May 20, 2026',
      'Set aside now: 31.',
    ],
    [
      '/es/everything/count/',
      'Firmas apartadas el 3 de mayo de 2026: 31',
      'Apartadas ahora: 31.',
      'borradas, el 20 de mayo',
    ],
    [
      '/everything/count/',
      '−17 Seventeen',
      '+310 Paper lists at the hospital gate , March 14, 2026',
      'The Hospital Workers’ Union',
    ],
    [
      '/everything/count/',
      'every stop of line 9. May 3, 2026',
      'before that day: 96.',
      'Spelling or layout only. Signatures made on this site before that day: 21.',
    ],
    [
      '/everything/count/',
      'Of 400 drawn on May 3, 2026 by The River Post , 380 could be asked, and 371 said: yes, I signed (98%; 96% to 99%).',
      '12 on February 1, 2026, 74 on June 1, 2026',
      'The steepest day was May 2, 2026: +38.',
    ],
    [
      '/es/everything/count/',
      'De 400 que The River Post sacó el 3 de mayo de 2026, se pudo preguntar por 380',
      '(98 %; entre 96 % y 99 %)',
      '2 de mayo de 2026: +38',
    ],
    [
      '/goal-reached/count/',
      'Until June 1, 2026 at 1:00 PM GMT+1 nothing was set aside.',
      'No sample is published yet.',
      'Nothing on paper is in the number.',
    ],
    [
      '/won/count/',
      'On June 3, 2026 this site last erased signatures',
      'The number and the curve stay',
      'There is no curve here yet.',
    ],
    [
      '/discreet/count/',
      'Signed on this site fewer than 30',
      'this number is not exact',
      '0 to 29',
      'up to 58',
    ],
    ['/longest-words/count/', 'Its mailbox.', 'made without these figures', 'There is no curve here yet.'],
  ])('says what is known: %s, %s', (path, ...facts) => {
    const words = mainWords(pageAt(gallery, path));
    for (const fact of facts) expect(words, fact).toContain(fact);
  });

  it.each(['/everything/count/', '/es/everything/count/'])(
    'tells no reason for what was set aside: %s',
    (path) => {
      // The live site sends none. This holds the page to the words of its own.
      expect(mainWords(pageAt(gallery, path))).toMatch(/The reasons it does not\.|Los motivos, no\./u);
    },
  );

  it('draws the curve with a name, a description and a table', () => {
    const page = pageAt(gallery, '/everything/count/');
    const curve = page.elements.find((element) => attribute(element, 'role') === 'img');
    const named = (name: string) => {
      const id = curve && attribute(curve, name);
      const element = page.elements.find((element) => attribute(element, 'id') === id);
      return element && wordsOf(element);
    };
    expect(curve?.tagName).toBe('svg');
    expect(named('aria-labelledby')).toBe('Signatures made on this site, by day');
    expect(named('aria-describedby')).toContain('The steepest day was May 2, 2026');
    const details = page.elements.find(({ tagName }) => tagName === 'details');
    const rows = Array.from(details ? elementsOf(details) : []).filter(({ tagName }) => tagName === 'tr');
    expect(rows.map(wordsOf)).toContain('May 3, 2026 65 −31');
    expect(rows).toHaveLength(1 + 11);
  });

  it('takes few bytes with two years of numbers', () => {
    const { html } = pageAt(gallery, '/huge-number/count/');
    expect(html).toContain('h1v-');
    expect(brotliCompressSync(html).byteLength).toBeLessThanOrEqual(PAGE_MAX_BYTES);
  });

  it('shows where the numbers are, and how to read them', () => {
    const page = pageAt(gallery, '/es/everything/count/');
    const origin = originOf(page);
    const commands = page.elements.filter(({ tagName }) => tagName === 'pre').map(textOf);
    expect(commands.slice(0, 4)).toEqual([
      `curl ${origin}/api/campaigns/everything/count`,
      `curl ${origin}/api/campaigns/everything/series`,
      `curl ${origin}/api/campaigns/everything/corrections`,
      `curl ${origin}/api/campaigns`,
    ]);
  });

  it('has HTML to paste, of a link, a picture and words, and shows that picture', () => {
    const page = pageAt(gallery, '/goal-reached/count/');
    const origin = originOf(page);
    const html = page.elements
      .filter(({ tagName }) => tagName === 'pre')
      .map(textOf)
      .at(-1);
    expect(html).toBe(
      [
        '<p>',
        `  <a href="${origin}/goal-reached/"><img src="${origin}/api/campaigns/goal-reached/badge.svg?locale=en" alt="Ramps at every station: the number of signatures" loading="lazy" referrerpolicy="no-referrer" style="max-width: 100%"></a><br>`,
        `  <a href="${origin}/goal-reached/">Read and sign: Ramps at every station</a>`,
        '</p>',
      ].join('\n'),
    );
    const picture = page.elements.find(({ tagName }) => tagName === 'img');
    expect(picture && attribute(picture, 'src')).toBe('/api/campaigns/goal-reached/badge.svg?locale=en');
  });

  it.each([
    ['/won/count/', 'Read the petition: Drinking water in the old town'],
    ['/es/closed/count/', 'Lee la petición: A school nurse in every school'],
  ])('asks nobody to sign what is over: %s', (path, words) => {
    const pasted = pageAt(gallery, path).elements.filter(({ tagName }) => tagName === 'pre');
    expect(pasted.map(textOf).at(-1)).toContain(`>${words}</a>`);
  });

  it.each(['/everything/count/', '/es/everything/count/'])('has no comma after a full stop: %s', (path) => {
    const dated = pageAt(gallery, path).elements.filter(({ tagName }) => tagName === 'li');
    expect(dated.map(wordsOf).join('\n')).toMatch(/every stop of line 9\.\s+(?:May 3|3 de mayo)/u);
  });

  it('is built without a live site, and then says what it does not know', () => {
    const words = mainWords(pageAt(own, '/stop-the-raids/count/'));
    expect(words).toContain('There is no curve here yet.');
    expect(words).toContain('made without these figures');
  });

  it.each(['/everything/', '/privacy/', '/privacy/threats/', '/es/everything/', '/es/privacy/'])(
    'is what other pages lead to: %s',
    (path) => {
      const page = pageAt(gallery, path);
      const to = path.startsWith('/es/') ? '/es/everything/count/' : '/everything/count/';
      const links = page.elements.filter((element) => attribute(element, 'href') === to);
      expect(links.length).toBeGreaterThan(0);
    },
  );
});

function pageAt({ pages }: BuiltSite, path: string): BuiltPage {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page;
}

function mainWords({ elements }: BuiltPage): string {
  const main = elements.find(({ tagName }) => tagName === 'main');
  return main ? wordsOf(main) : '';
}

function originOf({ elements }: BuiltPage): string {
  const canonical = elements.find((element) => attribute(element, 'rel') === 'canonical');
  return new URL((canonical && attribute(canonical, 'href')) ?? '').origin;
}
