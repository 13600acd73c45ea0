import { escapeUTF8 } from 'entities';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { type ContentMistake, inReadingOrder, visible } from '#source/mistake.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { localPage } from './local-page.ts';

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
  const [its, what] = [
    files.size === 1 ? 'its file has' : 'its files have',
    mistakes.length === 1 ? 'a mistake' : 'mistakes',
  ];
  return localPage({
    title: `${many}: ${visible(where)}`,
    heading: many,
    lede: `The page <code>${escapeUTF8(visible(pathname))}</code> is not shown while ${its} ${what}. Mend and save: the page comes back by itself.`,
    main: `<ol class="plain mistakes">
${(await Promise.all(entries)).join('\n')}
</ol>
${footer({ pathname, mistakes, elsewhere })}`,
  });
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
