import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '#campaigns/content.ts';
import { weightWarnings } from '#campaigns/page-weight.ts';
import { formatMistake } from '#source/mistake.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-weight-'));
  await write(
    'content/site.yaml',
    'organization: { name: River Keepers, contact: { en: Write to us, es: Escríbenos } }\ndefaultLocale: en\nlocales: [en, es]\ntimeZone: UTC\nquickExit: https://www.weather.gov/\nretention: 180\n',
  );
});

afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** Makes words that do not repeat, so that compression cannot shorten them. */
function aText(words: number): string {
  let seed = 1;
  return Array.from({ length: words }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed.toString(36);
  }).join(' ');
}

async function warnings(): Promise<string[]> {
  const { content, mistakes } = await checkContent(root);
  expect(mistakes).toEqual([]);
  return content ? weightWarnings(content).map(formatMistake) : [];
}

const FRONT = '---\nstatus: draft\ntitle: A clean river\nsummary: What it asks for.\n---\n';
const WORDS = '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n';

describe('the content check', () => {
  it('says nothing of a page that comes in one round trip', async () => {
    await write('content/campaigns/clean-river/en.md', FRONT + aText(500));
    expect(await warnings()).toEqual([]);
  });

  it('warns of the text that makes a page too heavy, in the language it is written in', async () => {
    await write('content/campaigns/clean-river/en.md', FRONT + aText(500));
    await write('content/campaigns/clean-river/es.md', WORDS + aText(3000));
    expect(await warnings()).toEqual([
      expect.stringMatching(/^content\/campaigns\/clean-river\/es\.md:1:1  .*about \d{5} bytes/u),
    ]);
  });

  it('counts the newest update, which is shown whole, and not the older ones', async () => {
    await write('content/campaigns/clean-river/en.md', FRONT + aText(500));
    await write(
      'content/campaigns/clean-river/updates/2026-01-old.en.md',
      `---\ntitle: Old\n---\n${aText(3000)}`,
    );
    await write('content/campaigns/clean-river/updates/2026-02-new.en.md', '---\ntitle: New\n---\nShort.');
    expect(await warnings()).toEqual([]);
    await write(
      'content/campaigns/clean-river/updates/2026-03-newer.en.md',
      `---\ntitle: Newer\n---\n${aText(3000)}`,
    );
    expect(await warnings()).toHaveLength(1);
  });

  it('names the place of an image that is not there', async () => {
    await write(
      'content/campaigns/clean-river/en.md',
      `${FRONT}Text.\n\n![A boat](boat.png) ![A map](a%20map.png)\n`,
    );
    await write(
      'content/campaigns/clean-river/a map.png',
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>',
    );
    const { mistakes } = await checkContent(root);
    expect(mistakes.map(formatMistake)).toEqual([
      expect.stringContaining('content/campaigns/clean-river/en.md:8:1  There is no image “boat.png”'),
    ]);
  });
});
