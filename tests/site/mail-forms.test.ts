import { describe, expect, inject, it } from 'vitest';
import { attribute, type Element, elementsOf, textOf } from '#html/elements.ts';
import { translator } from '#i18n/translate.ts';
import { type BuiltPage, readBuiltSite, withAttribute } from './built-site.ts';

const own = await readBuiltSite(inject('sites').own);
const gallery = await readBuiltSite(inject('sites').gallery);

/** Each form by its page and id: where it goes, and what a browser may fill into its fields. */
const FORMS: Readonly<
  Record<string, { action: string; fields: Readonly<Record<string, string | undefined>> }>
> = {
  'confirm/ #confirm-link': { action: 'confirmations', fields: { token: 'off' } },
  'confirm/ #confirm-code': { action: 'confirmations', fields: { code: 'one-time-code' } },
  'news/sent/ #confirm-code': { action: 'confirmations', fields: { code: 'one-time-code' } },
  'withdraw/ #withdrawal-mail': { action: 'withdrawal-mails', fields: { email: 'email' } },
  'withdraw/ #withdraw': { action: 'withdrawals', fields: { token: 'off', withdraw: undefined } },
  ' #news': { action: 'news', fields: { email: 'email' } },
  'thanks/ #news': { action: 'news', fields: { email: 'email' } },
  'updates/2026-04-22-council/ #news': { action: 'news', fields: { email: 'email' } },
};

describe.each(Object.entries(FORMS))('the form %s', (name, { action, fields }) => {
  const [path = '', id = ''] = name.split(' #');
  const page = pageOf(`/es/everything/${path}`);
  const form = byId(page, id);
  const controls = Array.from(elementsOf(form)).filter(({ tagName }) => tagName === 'input');
  const isHidden = (control: Element) => attribute(control, 'type') === 'hidden';

  it('is sent by POST, in the language of the page, and leaves the checking to us', () => {
    expect(attribute(form, 'method')).toBe('post');
    expect(attribute(form, 'action')).toBe(`/api/campaigns/everything/${action}`);
    expect(attribute(form, 'novalidate')).toBe('');
    const hidden = controls
      .filter(isHidden)
      .map((control) => [attribute(control, 'name'), attribute(control, 'value')]);
    const kind = path === 'news/sent/' ? 'news' : 'signature';
    const ofCode = [
      ['kind', kind],
      ['record', ''],
    ];
    expect(hidden).toEqual([['locale', 'es'], ...(id === 'confirm-code' ? ofCode : [])]);
  });

  it('has its fields, each with a label, a place for its error and the token for filling', () => {
    const visible = controls.filter((control) => !isHidden(control));
    expect(
      Object.fromEntries(
        visible.map((control) => [attribute(control, 'name'), attribute(control, 'autocomplete')]),
      ),
    ).toEqual(fields);
    for (const control of visible) {
      const controlId = attribute(control, 'id') ?? '';
      const slot = byId(page, `${controlId}-error`);
      expect(attribute(slot, 'hidden'), controlId).toBe('');
      expect(attribute(control, 'aria-describedby'), controlId).toContain(`${controlId}-error`);
      const parent = control.parentNode;
      const isInLabel = parent !== null && 'tagName' in parent && parent.tagName === 'label';
      const labels = withAttribute(page, 'for').map(({ value }) => value);
      expect(isInLabel || labels.includes(controlId), controlId).toBe(true);
      expect(attribute(control, 'checked'), controlId).toBeUndefined();
    }
  });
});

describe('the line for news', () => {
  it('stands once at the end of every campaign’s page, in every state', () => {
    let campaigns = 0;
    for (const { path, elements } of gallery.pages) {
      const isCampaign = elements.some(({ tagName }) => tagName === 'signature-count');
      if (!isCampaign || path === '/organizers/' || path.endsWith('/count/')) continue;
      const forms = elements.filter((element) => attribute(element, 'id') === 'news');
      expect(forms, path).toHaveLength(1);
      campaigns += 1;
    }
    expect(campaigns).toBeGreaterThan(10);
  });

  it('is nowhere where no mail goes', () => {
    for (const page of own.pages) {
      const actions = withAttribute(page, 'action').map(({ value }) => value);
      expect(
        actions.filter((action) => !action.endsWith('/signatures')),
        page.path,
      ).toEqual([]);
    }
  });
});

it('only pages that a link leads to take one out of the address', () => {
  const withElement = gallery.pages
    .filter(({ elements }) => elements.some(({ tagName }) => tagName === 'mailed-link'))
    .map(({ path }) => path);
  expect(withElement.filter((path) => !/\/(?:confirm|news\/sent|withdraw)\/$/u.test(path))).toEqual([]);
  expect(withElement).toEqual(
    expect.arrayContaining(['/ar/closed/confirm/', '/ar/closed/news/sent/', '/ar/closed/withdraw/']),
  );
});

describe('a supporter is told', () => {
  const t = translator('en');
  const confirmed = 'longest-words';

  it('before signing that a code follows by mail, where it does', () => {
    expect(wordsOf(pageOf(`/${confirmed}/`))).toContain(t('form.confirm'));
    expect(wordsOf(pageOf('/everything/'))).not.toContain(t('form.confirm'));
  });

  it('after signing what became of it: by whether it was confirmed', () => {
    const plain = wordsOf(pageOf('/everything/thanks/'));
    expect(plain).toContain(t('thanks.recorded'));
    expect(plain).not.toContain(t('thanks.confirmed'));
    const mailed = wordsOf(pageOf(`/${confirmed}/thanks/`));
    expect(mailed).toContain(t('thanks.confirmed'));
    expect(mailed).not.toContain(t('thanks.recorded'));
  });

  it('after signing where to take it back, and there how to ask where no mail goes', () => {
    for (const [site, slug] of [
      [own, 'stop-the-raids'],
      [gallery, 'everything'],
      [gallery, confirmed],
    ] as const) {
      const links = withAttribute(pageOf(`/${slug}/thanks/`, site), 'href').map(({ value }) => value);
      expect(links, slug).toContain(`/${slug}/withdraw/`);
    }
    expect(wordsOf(pageOf('/stop-the-raids/withdraw/', own))).toContain(t('thanks.removed.how'));
    expect(wordsOf(pageOf('/everything/withdraw/'))).not.toContain(t('thanks.removed.how'));
  });
});

function pageOf(path: string, { pages } = gallery): BuiltPage {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page;
}

function byId({ elements }: BuiltPage, id: string): Element {
  const found = elements.find((element) => attribute(element, 'id') === id);
  if (!found) throw new RangeError(`The page has no element ${id}.`);
  return found;
}

function wordsOf({ elements }: BuiltPage): string {
  return elements.map(textOf).join(' ').replaceAll(/\s+/gu, ' ');
}
