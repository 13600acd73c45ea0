import { directionOf, languageAttributes } from '#i18n/language.ts';

/** Words in a language of their own, which may not be the letter's. */
export interface Words {
  readonly text: string;
  readonly locale: string;
}

/** A part of a letter. It looks the same as text and as HTML. */
export type Part =
  | { readonly kind: 'title' | 'heading' | 'sentence'; readonly text: string }
  | { readonly kind: 'quote'; readonly words: Words; readonly by: string }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'link'; readonly url: string; readonly name: string; readonly isMain: boolean };

/** A letter in one language. */
export interface Letter {
  readonly locale: string;
  readonly parts: readonly Part[];
}

/** A heading, and the sentences below it. */
export function section(heading: string, ...sentences: readonly string[]): Part[] {
  return [{ kind: 'heading', text: heading }, ...sentences.map(sentence)];
}

/** A sentence that stands alone. */
export function sentence(text: string): Part {
  return { kind: 'sentence', text };
}

/** A letter as text, whole by itself. A link stands alone on its line, however long it is. */
export function toText({ parts }: Letter): string {
  return `${parts.map(textOf).join('\n\n').trim()}\n`;
}

/** Nothing is drawn with dashes or stars: a screen reader would read them. */
function textOf(part: Part): string {
  switch (part.kind) {
    case 'title':
    case 'sentence':
      return part.text;
    case 'heading':
      return `\n${part.text}`;
    case 'quote':
      return part.by === '' ? part.words.text : `${part.words.text}\n${part.by}`;
    case 'code':
      return part.code;
    case 'link':
      return part.url;
  }
}

/**
 * The colors. Some programs take them out, and show their own. `color-scheme` has two names, because some programs
 * know only the older one.
 */
const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body,.paper{background:#fbfaf7;color:#1b1720}
a{color:#4b1370}
.code{border-color:#756b80!important}
.main{background:#4b1370;border-color:#4b1370!important;color:#fff!important}
@media (prefers-color-scheme:dark){body,.paper{background:#0b090d;color:#f1edf4}a{color:#d6b6f6}.code{border-color:#8f849b!important}.main{background:#d6b6f6;border-color:#d6b6f6!important;color:#0b090d!important}}`;

const LETTER = `margin:0 auto;max-width:34rem;padding:1.5rem 1rem 2.5rem;font:1.0625rem/1.5 -apple-system,'Segoe UI',Roboto,'Liberation Sans',sans-serif;overflow-wrap:break-word`;
const TITLE = 'margin:0 0 1rem;font-size:1.5rem;line-height:1.25';
const HEADING = 'margin:2rem 0 .5rem;font-size:1.0625rem';
const SENTENCE = 'margin:0 0 .75rem';
const QUOTE = 'margin:0 0 1rem;padding-inline-start:.75rem;border-inline-start:3px solid currentColor';
const CODE = `margin:0 0 .75rem;padding:.5rem .75rem;border:2px solid;border-radius:.25rem;display:inline-block;font:700 1.5rem/1.4 ui-monospace,Menlo,Consolas,'Liberation Mono',monospace;letter-spacing:.06em;white-space:nowrap`;
const MAIN = `display:inline-block;padding:.7rem 1.1rem;border:1px solid;border-radius:.25rem;font-weight:700;text-decoration:none`;

/** A letter as HTML. It loads nothing, and holds no script. */
export function toHtml({ locale, parts }: Letter): string {
  const title = parts.find(({ kind }) => kind === 'title');
  const name = title && 'text' in title ? title.text : '';
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escaped(name)}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0">
<div class="paper" lang="${locale}" dir="${directionOf(locale)}" role="article" aria-label="${escaped(name)}">
<div style="${LETTER}">
${parts.map((part) => htmlOf(part, locale)).join('\n')}
</div>
</div>
</body>
</html>
`;
}

function htmlOf(part: Part, locale: string): string {
  switch (part.kind) {
    case 'title':
      return `<h1 style="${TITLE}">${escaped(part.text)}</h1>`;
    case 'heading':
      return `<h2 style="${HEADING}">${escaped(part.text)}</h2>`;
    case 'sentence':
      return `<p style="${SENTENCE}">${escaped(part.text)}</p>`;
    case 'quote':
      return `<p style="${QUOTE}"><strong${attributesOf(part.words, locale)}>${escaped(part.words.text)}</strong>${part.by === '' ? '' : `<br>${escaped(part.by)}`}</p>`;
    case 'code':
      return `<p class="code" style="${CODE}" dir="ltr">${escaped(part.code)}</p>`;
    case 'link':
      return `<p style="${SENTENCE}"><a href="${escaped(part.url)}"${part.isMain ? ` class="main" style="${MAIN}"` : ''}>${escaped(part.name)}</a></p>`;
  }
}

function attributesOf(words: Words, page: string): string {
  return Object.entries(languageAttributes(words.locale, page))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? '');
}
