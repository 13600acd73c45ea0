import { defaultTreeAdapter, html as htmlNames, parse, serialize } from 'parse5';
import { attribute, type Element, elementsOf, textOf } from './elements.ts';

/** What to add to a built page. `message`s are sentences. */
export interface PageFill {
  readonly titlePrefix: string;
  readonly errors: readonly { readonly field?: string; readonly message: string }[];
  /** The typed values by field. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The built campaign page with errors and typed values in its form. So the form's markup exists only once. A
 * page without a form gets only the summary of errors.
 */
export function fillPage(page: string, { titlePrefix, errors, values }: PageFill): string {
  const document = parse(page);
  const elements = Array.from(elementsOf(document));
  const byId = new Map(elements.map((element) => [attribute(element, 'id'), element]));
  const title = elements.find(({ tagName }) => tagName === 'title');
  if (title) setText(title, titlePrefix + textOf(title));
  fillSummary(byId, errors);
  for (const element of elements) fillControl(element, values);
  for (const { field, message } of errors) {
    if (field) showFieldError(elements, byId, field, message);
  }
  return serialize(document);
}

/** The built 404 page with other words in every language. `says` gives title and text for a locale. */
export function fillNotice(page: string, says: (locale: string) => { title: string; text: string }): string {
  const document = parse(page);
  for (const section of elementsOf(document)) {
    const locale = attribute(section, 'data-locale');
    if (!locale) continue;
    const words = says(locale);
    for (const element of elementsOf(section)) {
      const slot = attribute(element, 'data-slot');
      if (slot === 'title') setText(element, words.title);
      if (slot === 'text') setText(element, words.text);
    }
  }
  return serialize(document);
}

function fillSummary(byId: ReadonlyMap<string | undefined, Element>, errors: PageFill['errors']): void {
  const summary = byId.get('error-summary');
  const list = summary && Array.from(elementsOf(summary)).find(({ tagName }) => tagName === 'ul');
  if (!summary || !list) return;
  list.childNodes = [];
  for (const { field, message } of errors) {
    const item = appendElement(list, 'li');
    const place =
      field && byId.has(field) ? appendElement(item, 'a', [{ name: 'href', value: `#${field}` }]) : item;
    setText(place, message);
  }
  removeAttribute(summary, 'hidden');
  setAttribute(summary, 'autofocus', '');
}

function fillControl(element: Element, values: PageFill['values']): void {
  const name = attribute(element, 'name');
  const value = name === undefined ? undefined : values[name];
  if (value === undefined) return;
  const type = attribute(element, 'type');
  if (element.tagName === 'textarea') setText(element, value);
  else if (element.tagName === 'select') choose(element, value);
  else if (type === 'checkbox') toggle(element, 'checked', value !== '' && value !== 'false');
  else if (type === 'radio') toggle(element, 'checked', attribute(element, 'value') === value);
  else if (element.tagName === 'input' && type !== 'hidden') setAttribute(element, 'value', value);
}

function choose(select: Element, value: string): void {
  for (const option of elementsOf(select)) {
    if (option.tagName === 'option') toggle(option, 'selected', attribute(option, 'value') === value);
  }
}

function showFieldError(
  elements: readonly Element[],
  byId: ReadonlyMap<string | undefined, Element>,
  field: string,
  message: string,
): void {
  const slot = byId.get(`${field}-error`);
  if (slot) {
    setText(slot, message);
    removeAttribute(slot, 'hidden');
  }
  for (const control of elements) {
    if (attribute(control, 'name') === field) setAttribute(control, 'aria-invalid', 'true');
  }
}

function setAttribute(element: Element, name: string, value: string): void {
  removeAttribute(element, name);
  element.attrs.push({ name, value });
}

function removeAttribute(element: Element, name: string): void {
  element.attrs = element.attrs.filter((attr) => attr.name !== name);
}

function toggle(element: Element, name: string, on: boolean): void {
  if (on) setAttribute(element, name, '');
  else removeAttribute(element, name);
}

function setText(element: Element, text: string): void {
  element.childNodes = [];
  // A parser drops the first line break of a textarea, so one more keeps the supporter's line break.
  const kept = element.tagName === 'textarea' && /^\r?\n/u.test(text) ? `\n${text}` : text;
  defaultTreeAdapter.insertText(element, kept);
}

function appendElement(
  parent: Element,
  tagName: string,
  attrs: { name: string; value: string }[] = [],
): Element {
  const element = defaultTreeAdapter.createElement(tagName, htmlNames.NS.HTML, attrs);
  defaultTreeAdapter.appendChild(parent, element);
  return element;
}
