import { defaultTreeAdapter, html as htmlNames, parse, serialize } from 'parse5';
import { attribute, type Element, elementsOf, textOf } from './elements.ts';

/** Why a form takes nothing, in a page that still has the form, and what became of what was sent. */
interface ShutWords {
  readonly title: string;
  readonly text: string;
  readonly sent: string;
}

/** What to add to a built page. `message`s are sentences. */
export interface PageFill {
  readonly titlePrefix: string;
  /** The id of the form that was sent. A page may have more forms with the same names: they stay as they are. */
  readonly form: string;
  /** Without errors the page has no summary of them. */
  readonly errors: readonly { readonly field?: string; readonly message: string }[];
  /** The typed values by field. */
  readonly values: Readonly<Record<string, string>>;
  /** For a form that takes nothing now: what the page's notice says. A page without a notice shows the errors. */
  readonly shut?: ShutWords;
  /** The shape to show, on a page that has several: `link`, `code`. Without it they stay as built. */
  readonly shape?: string;
}

/**
 * The built page with errors and typed values in one of its forms. So the form's markup exists only once. A
 * page without that form gets only the summary of errors.
 */
export function fillPage(page: string, fill: PageFill): string {
  const { titlePrefix, form, errors, values, shape, shut } = fill;
  const document = parse(page);
  const elements = Array.from(elementsOf(document));
  const sent = elements.find((element) => element.tagName === 'form' && attribute(element, 'id') === form);
  const within = sent ? Array.from(elementsOf(sent)) : [];
  const title = elements.find(({ tagName }) => tagName === 'title');
  if (shut && showNotice(elements, shut)) {
    if (title) setText(title, `${shut.title}: ${textOf(title)}`);
    return serialize(document);
  }
  if (title) setText(title, titlePrefix + textOf(title));
  if (shape !== undefined) showShape(elements, shape);
  for (const element of within) fillControl(element, values);
  if (errors.length > 0) fillSummary(elements, sent, errors);
  for (const { field, message } of errors) {
    if (field) showFieldError(within, field, message);
  }
  return serialize(document);
}

/** The built 404 page with other words in every language. `says` gives title and text for a locale. */
export function fillNotice(page: string, says: (locale: string) => { title: string; text: string }): string {
  const document = parse(page);
  const elements = Array.from(elementsOf(document));
  const tab = elements.find(({ tagName }) => tagName === 'title');
  for (const section of elements) {
    const locale = attribute(section, 'data-locale');
    if (!locale) continue;
    const words = says(locale);
    for (const element of elementsOf(section)) {
      const slot = attribute(element, 'data-slot');
      if (slot === 'title') {
        // The page's title names its heading, which is the first of them.
        if (tab) setText(tab, textOf(tab).split(textOf(element)).join(words.title));
        setText(element, words.title);
      }
      if (slot === 'text') setText(element, words.text);
    }
  }
  return serialize(document);
}

/**
 * Shows a notice in the place of the form. A notice that the page showed already says more than we could. Returns
 * `false` for a page without one.
 */
function showNotice(elements: readonly Element[], { title, text, sent }: ShutWords): boolean {
  const notice = elements.find((element) => attribute(element, 'aria-labelledby') === 'notice-title');
  if (!notice) return false;
  if (attribute(notice, 'hidden') !== undefined) {
    const [heading, reason] = Array.from(elementsOf(notice)).filter(({ tagName }) => tagName !== 'section');
    if (heading) setText(heading, title);
    if (reason) setText(reason, text);
    for (const element of elements) {
      const holds = attribute(element, 'data-while');
      if (holds !== undefined) toggle(element, 'hidden', holds !== 'shut');
    }
  }
  setText(appendElement(notice, 'p'), sent);
  setAttribute(notice, 'tabindex', '-1');
  setAttribute(notice, 'autofocus', '');
  return true;
}

/** Shows what belongs to a shape of the page, and hides what belongs to its others. */
function showShape(elements: readonly Element[], shape: string): void {
  for (const element of elements) {
    const own = attribute(element, 'data-shape');
    if (own !== undefined) toggle(element, 'hidden', own !== shape);
  }
}

/** The place for a field's error, within its form. */
function slotOf(within: readonly Element[], field: string): Element | undefined {
  const part = within.find((element) => attribute(element, 'data-field') === field);
  const isSlot = (element: Element) => attribute(element, 'class')?.split(' ').includes('field-error');
  return part && Array.from(elementsOf(part)).find(isSlot);
}

/** The id that an error's link leads to: `email` in one form, `news-email` in another. */
function placeOf(within: readonly Element[], field: string): string | undefined {
  const slot = slotOf(within, field);
  return slot && attribute(slot, 'id')?.replace(/-error$/u, '');
}

/** Fills the summary, and lays it into the sent form. The part of the page that holds the form comes first. */
function fillSummary(
  elements: readonly Element[],
  sent: Element | undefined,
  errors: PageFill['errors'],
): void {
  const within = sent ? Array.from(elementsOf(sent)) : [];
  const summary = elements.find((element) => attribute(element, 'id') === 'error-summary');
  const list = summary && Array.from(elementsOf(summary)).find(({ tagName }) => tagName === 'ul');
  if (!summary || !list) return;
  list.childNodes = [];
  for (const { field, message } of errors) {
    const item = appendElement(list, 'li');
    const id = field && placeOf(within, field);
    const place = id ? appendElement(item, 'a', [{ name: 'href', value: `#${id}` }]) : item;
    setText(place, message);
  }
  removeAttribute(summary, 'hidden');
  setAttribute(summary, 'autofocus', '');
  if (!sent) return;
  putFirst(summary, within.find((element) => attribute(element, 'class') === 'fields') ?? sent);
  const part = elements.find(
    (element) =>
      attribute(element, 'data-goes-first') !== undefined && Array.from(elementsOf(element)).includes(sent),
  );
  if (part?.parentNode) putFirst(part, part.parentNode);
}

function putFirst(element: Element, parent: NonNullable<Element['parentNode']>): void {
  defaultTreeAdapter.detachNode(element);
  const [first] = parent.childNodes;
  if (first) defaultTreeAdapter.insertBefore(parent, element, first);
  else defaultTreeAdapter.appendChild(parent, element);
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
  else if (element.tagName === 'input' && isToFill(element)) setAttribute(element, 'value', value);
}

/** What the build wrote into a hidden input is the page's own, and stays. */
function isToFill(input: Element): boolean {
  return attribute(input, 'type') !== 'hidden' || attribute(input, 'value') === '';
}

function choose(select: Element, value: string): void {
  for (const option of elementsOf(select)) {
    if (option.tagName === 'option') toggle(option, 'selected', attribute(option, 'value') === value);
  }
}

function showFieldError(within: readonly Element[], field: string, message: string): void {
  const slot = slotOf(within, field);
  if (slot) {
    setText(slot, message);
    removeAttribute(slot, 'hidden');
  }
  for (const control of within) {
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
