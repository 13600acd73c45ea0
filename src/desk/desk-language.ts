import { isWordKey, type Translator, translator } from '#i18n/translate.ts';
import { PageFrame } from './page-frame.ts';

/**
 * The language of the desk. The page is built in the default language only. A new choice rewrites all
 * elements with `data-words` or `data-label`, and what stands around the desk. Only memory keeps the choice.
 */
export class DeskLanguage {
  readonly #root: HTMLElement;
  readonly #changed: () => void;
  readonly #frame: PageFrame;
  #t: Translator;

  constructor(
    root: HTMLElement,
    { locales, defaultLocale }: { readonly locales: readonly string[]; readonly defaultLocale: string },
    changed: () => void,
  ) {
    this.#root = root;
    this.#changed = changed;
    const { lang } = document.documentElement;
    this.#t = translator(lang);
    this.#frame = new PageFrame(document, this.#t, { defaultLocale });
    const preferred = navigator.languages.map((language) => language.split('-')[0] ?? '');
    const known = preferred.find((language) => locales.includes(language));
    if (known && known !== lang) this.#say(known);
    for (const button of root.querySelectorAll<HTMLElement>('[data-locale]')) {
      button.addEventListener('click', () => this.choose(button.dataset['locale'] ?? lang));
    }
    this.#mark();
  }

  get t(): Translator {
    return this.#t;
  }

  get locale(): string {
    return this.#t.locale;
  }

  choose(locale: string): void {
    this.#say(locale);
    this.#mark();
    this.#changed();
  }

  #say(locale: string): void {
    this.#t = translator(locale);
    this.#frame.say(this.#t, locale);
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-words]')) {
      element.textContent = this.#wordsOf(element.dataset['words']);
    }
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-label]')) {
      element.setAttribute('aria-label', this.#wordsOf(element.dataset['label']));
    }
  }

  #mark(): void {
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-locale]')) {
      button.setAttribute('aria-pressed', String(button.dataset['locale'] === this.locale));
    }
  }

  #wordsOf(key = ''): string {
    if (!isWordKey(key)) throw new RangeError(`There are no words for ${key}.`);
    return this.#t(key);
  }
}
