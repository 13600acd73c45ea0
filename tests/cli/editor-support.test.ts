import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCampaignText } from '#campaigns/campaign-template.ts';
import { writeEditorSupport } from '#campaigns/editor-support.ts';
import { CAMPAIGN_NOTES, TRANSLATION_NOTES, UPDATE_NOTES } from '#campaigns/fact-notes.ts';
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts';
import { anUpdate, aText, type ContentFolder, makeContentFolder } from '../unit/content-folder.ts';

const CAMPAIGN = 'content/campaigns/clean-river';

const project = process.cwd();
let folder: ContentFolder;
let server: LanguageServer;

beforeAll(async () => {
  folder = await makeContentFolder();
  await folder.write(`${CAMPAIGN}/es.md`, '---\ntitle: Un río\nsummary: Eso.\ntarget: Allí\n---\n\nTexto.\n');
  await folder.write(`${CAMPAIGN}/updates/2026-01-thanks.en.md`, anUpdate('Thanks.', 'title: Thanks\n'));
  await folder.write('content/campaigns/dry-river/en.md', toCampaignText('dry-river'));
  await writeEditorSupport(folder.root, project);
  server = await startLanguageServer(folder.root, project);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder.remove();
});

/** Opens a file with `typed` as its second line, and asks about the end of what is typed. */
async function askAt(method: string, file: string, typed: string, character = typed.length): Promise<string> {
  const text = await readFile(join(folder.root, file), 'utf8');
  server.open(file, text.replace('---\n', `---\n${typed}\n`));
  return JSON.stringify(await server.ask(`textDocument/${method}`, file, { line: 1, character }));
}

describe('VS Code, by the language server of its Astro extension', () => {
  it.each([
    ['a fact', `${CAMPAIGN}/en.md`, 'goal: 500', CAMPAIGN_NOTES.goal.what],
    [
      'the word of a translation',
      `${CAMPAIGN}/es.md`,
      'callToAction: x',
      TRANSLATION_NOTES.callToAction.what,
    ],
    ['the key of an update', `${CAMPAIGN}/updates/2026-01-thanks.en.md`, 'link: x', UPDATE_NOTES.link.what],
  ])('explains %s', async (_, file, typed, what) => {
    expect(await askAt('hover', file, typed, 2)).toContain(what);
  });

  it('completes keys and values', async () => {
    expect(await askAt('completion', `${CAMPAIGN}/en.md`, 'go')).toContain('"label":"goal"');
    expect(await askAt('completion', `${CAMPAIGN}/en.md`, 'confirmation: ')).toContain('"label":"required"');
    expect(await askAt('completion', `${CAMPAIGN}/es.md`, 'ca')).not.toContain('"label":"goal"');
  });

  it('underlines a key that the check does not know, and nothing in a new campaign', async () => {
    server.open(`${CAMPAIGN}/en.md`, aText('gaol: 500\n'));
    expect(JSON.stringify(await server.ask('textDocument/diagnostic', `${CAMPAIGN}/en.md`))).toContain(
      'gaol',
    );
    server.open('content/campaigns/dry-river/en.md', toCampaignText('dry-river'));
    expect(await server.ask('textDocument/diagnostic', 'content/campaigns/dry-river/en.md')).toMatchObject({
      items: [],
    });
  });
});

describe('the settings of VS Code', () => {
  const read = async (file: string) =>
    JSON.parse(await readFile(join(project, '.vscode', file), 'utf8')) as unknown;

  it('turn this on, and recommend the extensions that read them', async () => {
    const settings = await read('settings.json');
    expect(settings).toMatchObject({
      'astro.content-intellisense': true,
      'yaml.schemas': { 'docs/schemas/site.schema.json': 'content/site.yaml' },
    });
    expect(existsSync(join(project, 'docs/schemas/site.schema.json'))).toBe(true);
    const extensions = JSON.stringify(await read('extensions.json'));
    expect(extensions).toMatch(/"astro-build.astro-vscode".*"redhat.vscode-yaml"/u);
  });
});
