import { escapeUTF8 } from 'entities';
import { readFile } from 'node:fs/promises';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { type ContentMistake, inReadingOrder, visible } from '#source/mistake.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';

/** A page that cannot be shown, because its files have mistakes. */
interface Broken {
  readonly pathname: string;
  readonly mistakes: readonly ContentMistake[];
  /** How many mistakes other pages show. */
  readonly elsewhere: number;
}

/** The page that stands in for a page whose files have mistakes. `root` is the folder that contains `content/`. */
export async function mistakePage(root: string, { pathname, mistakes, elsewhere }: Broken): Promise<string> {
  const entries = inReadingOrder(mistakes).map(async (mistake) =>
    entry(mistake, await excerptOf(root, mistake)),
  );
  const many = mistakes.length === 1 ? 'A mistake to mend' : `${mistakes.length} mistakes to mend`;
  const files = new Set(mistakes.map(({ file }) => file));
  const where = files.size === 1 ? [...files].join('') : `${files.size} files`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeUTF8(`${many}: ${visible(where)}`)}</title>
<link rel="icon" href="/plain.svg" type="image/svg+xml">
<style>${await siteStyles()}${OWN_STYLES}</style>
<script type="module" src="/@vite/client"></script>
</head>
<body>
<main class="wrap">
<header class="column">
<h1>${many}</h1>
<p class="lede">The page <code>${escapeUTF8(visible(pathname))}</code> is not shown while ${files.size === 1 ? 'its file has' : 'its files have'} ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}. Mend and save: the page comes back by itself.</p>
</header>
<ol class="plain mistakes">
${(await Promise.all(entries)).join('\n')}
</ol>
${footer({ pathname, mistakes, elsewhere })}
</main>
</body>
</html>
`;
}

function entry({ file, line, column, message }: ContentMistake, excerpt: Excerpt | null): string {
  return `<li>
<p class="place"><code dir="ltr">${escapeUTF8(visible(`${file}:${line}:${column}`))}</code></p>
<p class="message">${escapeUTF8(visible(message))}</p>
${excerpt === null ? '' : shown(excerpt, line)}
</li>`;
}

function shown({ before, at, after }: Excerpt, line: number): string {
  const text = `${escapeUTF8(before)}<mark>${escapeUTF8(at)}</mark>${escapeUTF8(after)}`;
  return `<pre tabindex="0" aria-label="Line ${line}"><span class="line" aria-hidden="true">${line}</span><code dir="auto">${text}</code></pre>`;
}

function footer({ pathname, mistakes, elsewhere }: Broken): string {
  const more =
    elsewhere === 0
      ? ''
      : `${elsewhere === 1 ? 'One more mistake is' : `${elsewhere} more mistakes are`} in other files. The terminal names all. `;
  const hasHome = pathname !== '/' && mistakes.every(({ file }) => file.startsWith(`${CAMPAIGNS}/`));
  const home = hasHome ? '<a href="/">To the list of campaigns</a>' : '';
  return more + home === '' ? '' : `<p class="column more">${more}${home}</p>`;
}

/** The site's own type and colors. They are read anew, because somebody may be editing them. */
async function siteStyles(): Promise<string> {
  const files = ['tokens', 'theme', 'base', 'utility'].map((name) =>
    readFile(new URL(`../../src/styles/${name}.css`, import.meta.url), 'utf8'),
  );
  return (await Promise.all(files)).join('');
}

const OWN_STYLES = `
body {
  border-block-start: 6px solid var(--danger);
}

main {
  display: grid;
  align-content: start;
  gap: var(--gap-6);
  padding-block: var(--gap-7);
}

.lede {
  font: var(--text-lede) / 1.45 var(--serif);
  color: var(--text-soft);
}

code {
  font: 0.9em / 1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}

.mistakes {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: var(--gap-5);
}

.mistakes > li {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: var(--gap-3);
  padding: var(--gap-4) var(--gap-5);
  border: 1px solid var(--line);
  border-inline-start: 6px solid var(--danger);
  background: var(--sheet-bg);
}

.place {
  color: var(--text-soft);
}

.message {
  max-inline-size: 48rem;
  font: var(--text-read) / 1.5 var(--serif);
}

pre {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: var(--gap-3);
  padding: var(--gap-3) var(--gap-4);
  background: var(--tint);
  white-space: pre-wrap;
}

.line {
  color: var(--text-soft);
  font: 0.9em / 1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
  user-select: none;
}

mark {
  background: none;
  color: var(--danger);
  font-weight: 700;
  text-decoration: underline 3px;
  text-underline-offset: 0.25em;
  text-decoration-skip-ink: none;
}

.more {
  display: block;
  max-inline-size: 48rem;
}
`;
