import { describe, expect, inject, it } from 'vitest';
import { attribute, type Element, elementsOf } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite, withAttribute } from './built-site.ts';

const { own, gallery } = inject('sites');
const campaign = await pageOf(own, '/es/stop-the-raids/');
const everything = await pageOf(gallery, '/everything/');

/** The fields of the form, and the attributes that tell a browser how to fill them. */
const FIELDS = {
  name: 'name',
  nameShown: undefined,
  email: 'email',
  postalCode: 'postal-code',
  country: 'country',
  comment: 'off',
  updates: undefined,
};

describe('the form', () => {
  it('is sent to the campaign by POST, in the language of the page, and leaves the checking to us', () => {
    const form = formOf(campaign);
    expect(attribute(form, 'method')).toBe('post');
    expect(attribute(form, 'action')).toBe('/api/campaigns/stop-the-raids/signatures');
    expect(attribute(form, 'novalidate')).toBe('');
    const locale = controlsOf(form).find((control) => attribute(control, 'name') === 'locale');
    expect(locale && attribute(locale, 'value')).toBe('es');
  });

  it('has the fields of the contract, each with its token for filling', () => {
    const controls = visibleControls(everything);
    expect(Array.from(new Set(controls.map((control) => attribute(control, 'name'))))).toEqual(
      Object.keys(FIELDS),
    );
    for (const control of controls) {
      const name = attribute(control, 'name');
      expect(attribute(control, 'autocomplete'), name).toBe(
        Object.entries(FIELDS).find(([field]) => field === name)?.[1],
      );
    }
  });

  it('shows only the fields that the campaign asks for', async () => {
    const names = visibleControls(campaign).map((control) => attribute(control, 'name'));
    expect(new Set(names)).toEqual(
      new Set(['name', 'email', 'postalCode', 'comment', 'updates', 'nameShown']),
    );
    const fewest = visibleControls(await pageOf(gallery, '/one-signature/'));
    expect(fewest.map((control) => attribute(control, 'name'))).toEqual(['name', 'email']);
  });

  it('gives each field a visible label and an empty place for its error', () => {
    for (const control of visibleControls(everything)) {
      const name = attribute(control, 'name') ?? '';
      expect(isLabelled(control, everything), name).toBe(true);
      const slot = everything.elements.find((element) => attribute(element, 'id') === `${name}-error`);
      expect(slot && attribute(slot, 'hidden'), name).toBe('');
      expect(slot?.childNodes, name).toEqual([]);
      expect(describedBy(control), name).toContain(`${name}-error`);
    }
  });

  it('chooses the most private way to show a name, and no news, unless the supporter says otherwise', () => {
    const chosen = visibleControls(everything).filter(
      (control) => attribute(control, 'checked') !== undefined,
    );
    expect(chosen.map((control) => attribute(control, 'value'))).toEqual(['counted']);
  });

  it.each(['paused', 'closed', 'closed-by-date', 'won', 'not-open-yet'])(
    'is not there when it could not be sent: %s',
    async (slug) => {
      const page = await pageOf(gallery, `/${slug}/`);
      const actions = withAttribute(page, 'action').map(({ value }) => value);
      expect(actions).not.toContain(`/api/campaigns/${slug}/signatures`);
    },
  );
});

async function pageOf(root: string, path: string): Promise<BuiltPage> {
  const { pages } = await readBuiltSite(root);
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page;
}

function formOf({ elements }: BuiltPage): Element {
  const form = elements.find(({ tagName }) => tagName === 'form');
  if (!form) throw new RangeError('The page has no form.');
  return form;
}

function controlsOf(form: Element): Element[] {
  return Array.from(elementsOf(form)).filter(({ tagName }) =>
    ['input', 'select', 'textarea'].includes(tagName),
  );
}

function visibleControls(page: BuiltPage): Element[] {
  return controlsOf(formOf(page)).filter((control) => attribute(control, 'type') !== 'hidden');
}

function isLabelled(control: Element, { elements }: BuiltPage): boolean {
  const parent = control.parentNode;
  if (parent && 'tagName' in parent && parent.tagName === 'label') return true;
  return elements.some(
    ({ tagName, ...label }) =>
      tagName === 'label' && attribute({ tagName, ...label }, 'for') === attribute(control, 'id'),
  );
}

/** The ids of the elements that describe a field or the group of the field. */
function describedBy(control: Element): string[] {
  const ids: string[] = [];
  for (let node: Element['parentNode'] = control; node && 'attrs' in node; node = node.parentNode) {
    ids.push(...(attribute(node, 'aria-describedby')?.split(' ') ?? []));
  }
  return ids;
}
