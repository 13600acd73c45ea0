import { isOpenSignature, type Signature } from '#domain/signature.ts';
import type { Translator } from '#i18n/translate.ts';
import { element } from './element.ts';

/** Writes the cells that tell a signature from others: time, name, address. Formats are made once. */
export function signatureCells(
  t: Translator,
  timeZone: string,
): (signature: Signature) => HTMLTableCellElement[] {
  const format = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (signature) => [
    element('td', { class: 'signedAt' }, format.format(new Date(signature.signedAt))),
    element('th', { scope: 'row' }, element('bdi', {}, nameOf(signature, t))),
    element(
      'td',
      { class: 'email' },
      element('bdi', {}, isOpenSignature(signature) ? signature.supporter.email : ''),
    ),
  ];
}

/** The name of a signature, or words for one that is still sealed. */
export function nameOf(signature: Signature, t: Translator): string {
  return isOpenSignature(signature) ? signature.supporter.name : t('desk.aside.sealed');
}
