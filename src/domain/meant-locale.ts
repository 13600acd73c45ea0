import { isLanguageTag } from './locale-tag.ts';
import { plainWord } from './nearest.ts';

/** The tag that a typed language means: `pt-BR` for `pt_BR`, `en` for `EN` and `English`; `null` if none is certain. */
export function meantLocale(typed: string): string | null {
  const tag = typed.trim().replace(/[_\s.]+/gu, '-');
  const canonical = canonicalTag(tag);
  if (canonical !== null && isLanguageTag(canonical)) return canonical;
  return languageCalled(typed);
}

/** The language of a tag without its region and script: `pt` of `pt-BR`. */
export function baseLanguage(locale: string): string {
  return locale.split('-')[0] ?? locale;
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** The language of a name in English, or in the language itself. */
function languageCalled(name: string): string | null {
  const wanted = plainWord(name);
  if (wanted === '') return null;
  const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const codes = TWO_LETTERS.filter((code) => english.of(code) !== undefined);
  const isCalled = (code: string) =>
    [english.of(code), new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code)].some(
      (known) => known !== undefined && plainWord(known) === wanted,
    );
  return codes.find(isCalled) ?? null;
}

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const TWO_LETTERS = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
