import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legalNotices } from '#campaigns/legal-notice.ts';
import { languageNeeds } from '#campaigns/new-language.ts';
import { parseSite, readSite } from '#campaigns/site-file.ts';
import { LEGAL_KEYS, LegalSchema, legalText } from '#domain/legal.ts';
import { formatMistake } from '#source/mistake.ts';
import { type ContentFolder, makeSiteFolder, SITE } from './content-folder.ts';

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeSiteFolder();
});
afterEach(() => folder.remove());

function writeSite(legal: string): Promise<void> {
  return folder.write('content/site.yaml', `${SITE}${legal}`);
}

async function mistakesIn(legal: string): Promise<string[]> {
  await writeSite(legal);
  const site = await parseSite(folder.root);
  return site.kind === 'invalid' ? site.mistakes.map(formatMistake) : [];
}

describe('`legal` of site.yaml', () => {
  it('may be missing, and so may each of its keys', async () => {
    expect(await mistakesIn('')).toEqual([]);
    expect(await mistakesIn('legal: {}\n')).toEqual([]);
    for (const key of LEGAL_KEYS) expect(await mistakesIn(`legal: { ${key}: Words }\n`), key).toEqual([]);
  });

  it.each([
    ['legal: [controller]\n', '9:8', 'controller'],
    ['legal: Us\n', '9:8', 'must hold keys'],
    ['legal:\n', '9:1', 'no value'],
    ['legal:\n  controler: Us\n', '10:3', 'not a key we know'],
    ['legal:\n  controller: ""\n', '10:15', 'is empty'],
    ['legal:\n  controller: 5\n', '10:15', 'one line, or a line for each locale'],
    ['legal:\n  address:\n', '10:3', 'no value'],
    ['legal:\n  basis: { en: You agree, es: " " }\n', '10:31', 'is empty'],
    ['legal:\n  basis: { en: You agree, es: 5 }\n', '10:31', 'legal basis'],
    ['legal:\n  basis: { en: You agree }\n', '10:3', 'no line for es'],
    ['legal:\n  authority: [Us]\n', '10:14', 'authority'],
  ])('has its mistakes named by place: %j', async (legal, place, word) => {
    const [first = '', ...others] = await mistakesIn(legal);
    expect(first).toMatch(new RegExp(`^content/site\\.yaml:${place} `, 'u'));
    expect(first).toContain(word);
    expect(others.filter((mistake) => !mistake.includes('no line for'))).toEqual([]);
  });

  it('tells one line for all languages from a line for each', async () => {
    await writeSite(
      'legal:\n  address: 1 Quay\n  basis: You agree\n  transfers: { en: Clauses, es: Cláusulas }\n',
    );
    const site = await readSite(folder.root);
    expect(legalText(site, 'address', 'es')).toEqual({ text: '1 Quay', locale: null });
    expect(legalText(site, 'basis', 'es')).toEqual({ text: 'You agree', locale: 'en' });
    expect(legalText(site, 'transfers', 'es')).toEqual({ text: 'Cláusulas', locale: 'es' });
    expect(legalText(site, 'authority', 'es')).toBeNull();
  });

  it('lists all its keys in the order of the privacy page', () => {
    const [, { entries }] = LegalSchema.pipe;
    expect([...LEGAL_KEYS].sort()).toEqual(Object.keys(entries).sort());
  });

  it('is part of what a new language needs', async () => {
    await writeSite('legal:\n  basis: { en: You agree, es: Estás de acuerdo }\n');
    const needs = await languageNeeds('.', 'fr', { site: await readSite(folder.root), campaigns: [] });
    expect(needs.filter(({ what }) => what.includes('legal.basis'))).toMatchObject([{ isMet: false }]);
  });
});

describe('the notice of what the law asks for', () => {
  it('names each key that is missing, at the place of `legal`', async () => {
    await writeSite('legal:\n  controller: Us\n  address: 1 Quay\n');
    const notices = await legalNotices(folder.root, await readSite(folder.root));
    expect(notices).toMatchObject([{ file: 'content/site.yaml', line: 9, column: 1 }]);
    for (const key of LEGAL_KEYS) {
      const isNamed = notices[0]?.message.includes(`\`${key}\``);
      expect(isNamed, key).toBe(!['controller', 'address'].includes(key));
    }
  });

  it('is not there where nothing is missing', async () => {
    await writeSite(`legal:\n${LEGAL_KEYS.map((key) => `  ${key}: Words\n`).join('')}`);
    expect(await legalNotices(folder.root, await readSite(folder.root))).toEqual([]);
  });

  it('stands at the start of a file without the key', async () => {
    await writeSite('');
    expect(await legalNotices(folder.root, await readSite(folder.root))).toMatchObject([
      { line: 1, column: 1 },
    ]);
  });
});
