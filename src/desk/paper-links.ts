import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';

/** Links to a campaign's poster and sign-up sheet in each language of the site. */
export class PaperLinks {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
  }

  /** Removes the links, which name a campaign. */
  clear(): void {
    find(this.#section, 'ul', HTMLElement).replaceChildren();
  }

  render(): void {
    const { session, t } = this.#desk;
    const names = new Intl.DisplayNames(t.locale, { type: 'language' });
    const items = Object.entries(session?.campaign.words ?? {}).flatMap(([locale, { poster, sheet }]) =>
      (
        [
          ['desk.paper.poster', poster],
          ['desk.paper.sheet', sheet],
        ] as const
      ).map(([key, path]) =>
        // The link opens a new tab, because leaving the desk clears its memory.
        element(
          'li',
          {},
          element(
            'a',
            { href: path, hreflang: locale, target: '_blank', rel: 'noopener' },
            t(key, { language: names.of(locale) ?? locale }),
          ),
        ),
      ),
    );
    find(this.#section, 'ul', HTMLElement).replaceChildren(...items);
  }
}
