import { accessibilityPath, homePath, privacyPath, safetyPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import { directionOf } from '#i18n/language.ts';
import { isWordKey, LANGUAGES, type Translator, type WordKey } from '#i18n/translate.ts';

type Say = (t: Translator, locale: string) => void;

/** The pages to which the frame links, each in every language. */
const PAGES = [homePath, privacyPath, safetyPath, accessibilityPath];

/**
 * What stands around the desk: bar, masthead, footer, and the title of the tab. It finds their words by what
 * they say, so that the components of every page carry nothing for the desk.
 */
export class PageFrame {
  readonly #says: readonly Say[];

  /** `t` is in the language of the build. */
  constructor(page: Document, t: Translator, site: Pick<Site, 'defaultLocale'>) {
    const keyOf = new Map(frameKeys().map((key) => [t(key), key]));
    const elements = [...page.querySelectorAll('body > :not(main), body > :not(main) *')];
    const [before, after] = page.title.split(t('desk.title'));
    this.#says = [
      ...elements.flatMap((element) => wordsIn(element, keyOf)),
      ...elements.flatMap((element) => linkIn(element, site)),
      (now) => {
        page.documentElement.lang = now.locale;
        page.documentElement.dir = directionOf(now.locale);
        page.title = [before, after].join(now('desk.title'));
      },
    ];
  }

  /** Says all of it in another language. */
  say(t: Translator, locale: string): void {
    for (const say of this.#says) say(t, locale);
  }
}

function frameKeys(): WordKey[] {
  return Object.keys(LANGUAGES['en'] ?? {})
    .filter(isWordKey)
    .filter((key) => /^(?:nav|exit)\./u.test(key));
}

function wordsIn(element: Element, keyOf: ReadonlyMap<string, WordKey>): Say[] {
  const says: Say[] = [];
  for (const name of element.getAttributeNames()) {
    const key = keyOf.get(element.getAttribute(name) ?? '');
    if (key) says.push((t) => element.setAttribute(name, t(key)));
  }
  for (const node of element.childNodes) {
    const key = node instanceof Text ? keyOf.get(node.data.trim()) : undefined;
    if (key) says.push((t) => (node.textContent = t(key)));
  }
  return says;
}

function linkIn(element: Element, site: Pick<Site, 'defaultLocale'>): Say[] {
  const pathIn = PAGES.find((path) => element.getAttribute('href') === path(site.defaultLocale, site));
  return pathIn ? [(_, locale) => element.setAttribute('href', pathIn(locale, site))] : [];
}
