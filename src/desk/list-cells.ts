import { countryNamesIn } from '#domain/country.ts';
import { type Partner, partnerCalled } from '#domain/partner.ts';
import { isWordKey, type Translator } from '#i18n/translate.ts';
import type { ListColumn } from './signature-list.ts';

/** Gives the words for a value of a column in a language. It makes its formats once, because they are expensive. */
export function cellWords(
  t: Translator,
  timeZone: string,
  partners: readonly Partner[],
): (value: string, column: ListColumn) => string {
  const time = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const countryName = countryNamesIn(t.locale);
  const languages = new Intl.DisplayNames(t.locale, { type: 'language' });
  return (value, column) => {
    if (value === '') return '';
    switch (column) {
      case 'signedAt':
        return time.format(new Date(value));
      case 'country':
        return countryName(value);
      case 'locale':
        return languages.of(value) ?? value;
      case 'updates':
        return t(value === 'true' ? 'desk.list.yes' : 'desk.list.no');
      case 'nameShown':
        return shownWords(value, t);
      case 'via':
        return partnerCalled(value, partners)?.name ?? value;
      default:
        return value;
    }
  };
}

/** A column has less room than the form, so its words are shorter. */
function shownWords(shown: string, t: Translator): string {
  const key = `desk.list.nameShown.${shown}`;
  return isWordKey(key) ? t(key) : shown;
}
