import type { SignatureCount } from '#domain/count.ts';
import { hasOnline, noneOf, toldNumber } from '#domain/told-number.ts';
import { signatureWord } from '#i18n/plural.ts';
import type { Translator } from '#i18n/translate.ts';
import type { BadgeWords } from './badge.ts';

/** What a badge says of a count. It stands on other sites, so nothing in it says “here”. */
export function badgeWords(count: SignatureCount, title: BadgeWords['title'], t: Translator): BadgeWords {
  const { manner, number } = toldNumber(count);
  return {
    number:
      number === 0
        ? { before: '', digits: '', after: t(`count.${noneOf(count.open ? 'active' : 'closed', count)}`) }
        : {
            before: manner === 'least' || manner === 'fewer' ? t(`count.${manner}`) : '',
            digits: new Intl.NumberFormat(t.locale).format(number),
            after: signatureWord(t, number),
          },
    basis: manner === 'apart' ? t('badge.apart') : basisOf(count, t),
    locale: t.locale,
    title,
  };
}

function basisOf(count: SignatureCount, t: Translator): string {
  const { basis, elsewhere } = count;
  if (elsewhere === 0) return t(`count.${basis}.all`);
  return hasOnline(count) ? t(`badge.${basis}`) : t('badge.paper');
}
