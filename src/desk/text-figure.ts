import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import type { SignedText } from './figures.ts';

/** Shows how many signed which text, the newest first, and marks the one that stands on the page now. */
export function textFigure(texts: readonly SignedText[], campaign: DeskCampaign, t: Translator): HTMLElement {
  const numbers = new Intl.NumberFormat(t.locale);
  const day = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayWords = (date: string) => day.format(new Date(`${date}T00:00:00Z`));
  const heads = [
    'desk.texts.text',
    'desk.figures.signatures',
    'desk.texts.first',
    'desk.texts.last',
  ] as const;
  return element(
    'div',
    { class: 'figure wide' },
    element('h3', {}, t('desk.texts')),
    element(
      'section',
      { class: 'scroll', tabindex: 0, 'aria-label': t('desk.texts') },
      element(
        'table',
        { class: 'numbers' },
        element(
          'thead',
          {},
          element('tr', {}, ...heads.map((words) => element('th', { scope: 'col' }, t(words)))),
        ),
        element(
          'tbody',
          {},
          ...[...texts]
            .reverse()
            .map(({ value, count, first, last }) =>
              element(
                'tr',
                {},
                element('th', { scope: 'row' }, textWords(value, campaign, t)),
                element('td', {}, numbers.format(count)),
                element('td', {}, dayWords(first)),
                element('td', {}, dayWords(last)),
              ),
            ),
        ),
      ),
    ),
    element('p', {}, t('desk.texts.hint')),
  );
}

/** A digest in words, with the languages in which that text stands on the page now. */
export function textWords(digest: string, { words }: DeskCampaign, t: Translator): string {
  if (digest === '') return t('desk.texts.unknown');
  const names = new Intl.DisplayNames(t.locale, { type: 'language' });
  const languages = new Set(
    Object.values(words)
      .filter(({ text }) => text === digest)
      .map(({ lang }) => names.of(lang) ?? lang),
  );
  if (languages.size === 0) return digest;
  return t('desk.texts.now', { digest, language: [...languages].join(', ') });
}
