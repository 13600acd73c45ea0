import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, type Element, elementsOf, textOf } from '#html/elements.ts';
import { fillPage, type PageFill } from '#html/fill-page.ts';

const field = (name: string, id = name) =>
  `<div data-field="${name}"><p id="${id}-error" class="field-error" hidden></p><input id="${id}" name="${name}"></div>`;

const PAGE = `<!doctype html><html><head><title>Confirm</title></head><body>
<div id="error-summary" hidden><ul></ul></div>
<h1><span id="first" data-shape="link">Confirm</span><span id="second" data-shape="code" hidden>Look</span></h1>
<main id="parts"><article id="appeal">Read</article>
<div id="side" data-goes-first><form id="sign">${field('email')}<input id="sign-locale" type="hidden" name="locale" value="es"></form></div></main>
<form id="news">${field('email', 'news-email')}<input id="record" type="hidden" name="record" value=""></form>
</body></html>`;

const FILL: PageFill = { titlePrefix: '', form: 'news', errors: [], values: {} };

/** The page with the fill, and its elements by id. */
function filled(fill: Partial<PageFill>) {
  const elements = Array.from(elementsOf(parse(fillPage(PAGE, { ...FILL, ...fill }))));
  const byId = (id: string): Element => {
    const found = elements.find((element) => attribute(element, 'id') === id);
    if (!found) throw new RangeError(`There is no element ${id}.`);
    return found;
  };
  const isHidden = (id: string) => attribute(byId(id), 'hidden') !== undefined;
  return { elements, byId, isHidden };
}

describe('a filled page', () => {
  it('shows the shape that it was asked for, and hides the others', () => {
    const asBuilt = filled({});
    expect([asBuilt.isHidden('first'), asBuilt.isHidden('second')]).toEqual([false, true]);
    const code = filled({ shape: 'code' });
    expect([code.isHidden('first'), code.isHidden('second')]).toEqual([true, false]);
  });

  it('fills a hidden input that the build left empty, and no other', () => {
    const { byId } = filled({ form: 'news', values: { record: '1abc' } });
    expect(attribute(byId('record'), 'value')).toBe('1abc');
    const sign = filled({ form: 'sign', values: { locale: 'en', record: '1abc' } });
    expect(attribute(sign.byId('sign-locale'), 'value')).toBe('es');
    expect(attribute(sign.byId('record'), 'value')).toBe('');
  });

  it('has values and errors in the form that was sent, and leads to them there', () => {
    const errors = [{ field: 'email', message: 'Enter your email address' }];
    const { elements, byId, isHidden } = filled({ values: { email: 'ana' }, errors });
    expect(attribute(byId('news-email'), 'value')).toBe('ana');
    expect(attribute(byId('news-email'), 'aria-invalid')).toBe('true');
    expect(textOf(byId('news-email-error'))).toBe('Enter your email address');
    expect(elements.flatMap((element) => attribute(element, 'href') ?? [])).toEqual(['#news-email']);
    expect(attribute(byId('email'), 'value')).toBeUndefined();
    expect(attribute(byId('email'), 'aria-invalid')).toBeUndefined();
    expect([isHidden('email-error'), isHidden('news-email-error')]).toEqual([true, false]);
  });

  it('has the summary first in the form that was sent, and the part with that form before the appeal', () => {
    const errors = [{ field: 'email', message: 'Enter your email address' }];
    const first = ({ byId }: ReturnType<typeof filled>, id: string) =>
      Array.from(elementsOf(byId(id)))[0]?.attrs.find(({ name }) => name === 'id')?.value;
    const sign = filled({ form: 'sign', errors });
    expect([first(sign, 'sign'), first(sign, 'parts')]).toEqual(['error-summary', 'side']);
    const news = filled({ form: 'news', errors });
    expect([first(news, 'news'), first(news, 'parts')]).toEqual(['error-summary', 'appeal']);
    expect(first(filled({ form: 'sign' }), 'parts')).toBe('appeal');
  });

  it('has a summary where there are errors, and where the form is gone', () => {
    expect(filled({}).isHidden('error-summary')).toBe(true);
    const errors = [{ field: 'email', message: 'Enter your email address' }];
    const { elements, isHidden } = filled({ form: 'gone', errors });
    expect(isHidden('error-summary')).toBe(false);
    expect(elements.filter(({ tagName }) => tagName === 'li').map(textOf)).toEqual([
      'Enter your email address',
    ]);
  });

  it('shows the notice in the place of a form that takes nothing now, and says what became of what was sent', () => {
    const shut = { title: 'Paused', text: 'Come back later.', sent: 'Nothing was stored.' };
    const notice = (hidden: string) =>
      `<title>Petition</title><div data-while="open"><form id="sign"></form></div>
       <section aria-labelledby="notice-title" data-while="shut" ${hidden}><h2 id="notice-title">Closed</h2><p>It is over.</p></section>`;
    const told = (page: string) => {
      const html = fillPage(page, { ...FILL, form: 'sign', shut });
      const elements = Array.from(elementsOf(parse(html)));
      const section = elements.find(({ tagName }) => tagName === 'section');
      const form = elements.find((element) => attribute(element, 'data-while') === 'open');
      return {
        title: elements.filter(({ tagName }) => tagName === 'title').map(textOf),
        words: elements.filter(({ tagName }) => ['h2', 'p'].includes(tagName)).map(textOf),
        isShown: section && attribute(section, 'hidden') === undefined,
        hasFocus: section && attribute(section, 'autofocus') !== undefined,
        isFormHidden: form && attribute(form, 'hidden') !== undefined,
      };
    };
    expect(told(notice('hidden'))).toEqual({
      title: ['Paused: Petition'],
      words: ['Paused', 'Come back later.', 'Nothing was stored.'],
      isShown: true,
      hasFocus: true,
      isFormHidden: true,
    });
    // A notice that the page shows already knows more than the answer.
    expect(told(notice('')).words).toEqual(['Closed', 'It is over.', 'Nothing was stored.']);
  });
});
