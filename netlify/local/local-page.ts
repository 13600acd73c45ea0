import { escapeUTF8 } from 'entities';
import { readFile } from 'node:fs/promises';

/** What a page of this machine says in the place of one that cannot be made. All parts but the title are HTML. */
interface Said {
  readonly title: string;
  readonly heading: string;
  readonly lede: string;
  readonly main: string;
}

/** A page that stands in for one that cannot be made. It is loaded anew when a file changes. */
export async function localPage({ title, heading, lede, main }: Said): Promise<string> {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeUTF8(title)}</title>
<link rel="icon" href="/plain.svg" type="image/svg+xml">
<style>${await siteStyles()}${OWN_STYLES}</style>
<script type="module" src="/@vite/client"></script>
</head>
<body>
<main class="wrap">
<header class="column">
<h1>${heading}</h1>
<p class="lede">${lede}</p>
</header>
${main}
</main>
</body>
</html>
`;
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
