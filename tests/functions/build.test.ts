import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readBuiltSite } from '../site/built-site.ts';
import { startServer } from '../support/local-server.ts';
import { FILES_OF_FUNCTIONS } from '../support/packed-functions.ts';
import { MAIL_FROM, writeContent } from './content.ts';

const TOKEN = 't0k3n'.repeat(8);

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-build-'));
  await writeContent(root);
});

afterAll(() => rm(root, { recursive: true }));

/** Builds as the platform does, with these additional settings. */
async function build(settings: Record<string, string>): Promise<{ isBuilt: boolean; said: string }> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    SIGNATURE_RECIPIENTS: '',
    MAIL_FROM,
    UNDERSIGNED_ROOT: root,
    ...settings,
  };
  const running = promisify(execFile)(process.execPath, ['netlify/local/build.ts'], { env });
  return running.then(
    ({ stdout, stderr }) => ({ isBuilt: true, said: stdout + stderr }),
    (error: unknown) => ({
      isBuilt: false,
      said: error instanceof Error && 'stderr' in error ? String(error.stderr) : '',
    }),
  );
}

function privacyPage(folder: string): Promise<string> {
  return readFile(join(folder, 'dist/privacy/index.html'), 'utf8');
}

describe('a build', { timeout: 120_000 }, () => {
  it('for production without recipients warns, and the privacy page says that nothing is sealed', async () => {
    expect(inject('buildLog')).toContain('NOT sealed');
    expect(await privacyPage(inject('deployed'))).toContain('It is not sealed there.');
  });

  it('reads each file of the content once', () => {
    const reads = inject('buildLog').match(/^read content\/.*$/gmu) ?? [];
    expect(reads.length).toBeGreaterThan(5);
    expect(reads.toSorted()).toEqual([...new Set(reads)].toSorted());
  });

  it('without URL names the address at which npm run serve listens', async () => {
    const page = await readFile(join(inject('deployed'), 'dist/clean-river/index.html'), 'utf8');
    expect(page).toContain('<link rel="canonical" href="http://localhost:8888/clean-river/">');
    expect((await build({ PORT: '1.5' })).said).toBe(
      'PORT is no port: give a number from 0 to 65535, or leave it out.\n',
    );
  });

  it('leaves the platform its own files and no function, not even an empty folder for one', async () => {
    expect(await readdir('.netlify/v1')).toEqual(['config.json']);
  });

  it('with recipients says that signatures are sealed, for functions to keep, and asks for each number once', async () => {
    const asked: string[] = [];
    await using live = await startServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(503).end();
    });
    const recipient = await identityToRecipient(await generateX25519Identity());
    const { isBuilt, said } = await build({
      CONTEXT: 'production',
      // A host could have it set by mistake: drafts would be published.
      UNDERSIGNED_DEVELOPING: 'true',
      URL: live.origin,
      SIGNATURE_RECIPIENTS: recipient,
      SIGNATURE_SECRET: '',
      ORGANIZER_TOKENS: `ana:${TOKEN}`,
    });
    expect([isBuilt, said.includes('NOT sealed')]).toEqual([true, false]);
    const { paths } = await readBuiltSite(root);
    expect([paths.has('/clean-river/'), paths.has('/not-yet-shown/')]).toEqual([true, false]);
    expect(asked).toContain('/api/campaigns/clean-river/count');
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    // It was given a token that only functions need: it says so and names no value.
    expect(said).toContain('ORGANIZER_TOKENS: this build needs none of them and took them out.');
    expect(said).not.toContain(TOKEN);
    expect(await privacyPage(root)).toContain('sealed before it is stored');
    const facts: unknown = JSON.parse(await readFile(join(root, 'dist/deploy.json'), 'utf8'));
    expect(facts).toMatchObject({ sealed: true, host: 'own' });
    // A machine of its own runs functions as they are written.
    expect(existsSync(join(root, FILES_OF_FUNCTIONS))).toBe(false);
    expect(await privacyPage(root)).not.toContain('Netlify');
  });

  it('draws what changed since the one before, keeps what it used, and forgets the rest', async () => {
    const folder = join(root, 'node_modules/.cache/undersigned');
    const look = async () => {
      const kept = new Map<string, number>();
      for (const name of await readdir(folder)) kept.set(name, (await stat(join(folder, name))).ino);
      const cards = new Map<string, string>();
      for await (const file of glob('**/share.png', { cwd: join(root, 'dist') }))
        cards.set(file, await readFile(join(root, 'dist', file), 'base64'));
      return { kept, cards };
    };
    const before = await look();
    const file = join(root, 'content/campaigns/asks-nothing/en.md');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^title: /mu, 'title: Now '));
    expect((await build({ CONTEXT: 'production' })).isBuilt).toBe(true);
    await writeFile(file, text);
    const after = await look();
    const changed = Array.from(after.cards).filter(([card, bytes]) => before.cards.get(card) !== bytes);
    expect(changed.map(([card]) => card).toSorted()).toEqual([
      'asks-nothing/share.png',
      'es/asks-nothing/share.png',
    ]);
    const drawn = Array.from(after.kept).filter(([name, ino]) => before.kept.get(name) !== ino);
    expect(drawn.length).toBe(new Set(changed.map(([, bytes]) => bytes)).size);
    expect(after.kept.size).toBe(before.kept.size);
    // The cards of a build that found nothing kept.
    for (const [card, bytes] of before.cards)
      expect(await readFile(join(inject('deployed'), 'dist', card), 'base64'), card).toBe(bytes);
  });

  it('for a preview says so on every page, in every language, and has no form and no place for robots', async () => {
    const { isBuilt } = await build({
      NETLIFY: 'true',
      CONTEXT: 'deploy-preview',
      URL: 'https://petition.example',
    });
    expect(isBuilt).toBe(true);
    const { pages } = await readBuiltSite(root);
    expect(pages.length).toBeGreaterThan(20);
    for (const { path, html } of pages) {
      const isSpanish = path.startsWith('/es/');
      const speaksAll = path === '/404.html' || path === '/organizers/';
      expect(html.includes('This is a preview of the site.'), path).toBe(!isSpanish);
      expect(html.includes('Esta es una vista previa del sitio.'), path).toBe(isSpanish || speaksAll);
      expect(html, path).toContain('<meta name="robots" content="noindex">');
      expect(html, path).not.toMatch(/<form id="sign"|rel="canonical"|href="#sign"/u);
    }
    expect(await readFile(join(root, 'dist/_headers'), 'utf8')).toContain('X-Robots-Tag: noindex');
    expect(await readFile(join(root, 'dist/robots.txt'), 'utf8')).not.toContain('Sitemap');
    expect(await readFile(join(root, 'dist/deploy.json'), 'utf8')).toContain('"host": "netlify"');
    expect(await privacyPage(root)).toContain('stored with Netlify');
  });

  it('for production says of no page that it is a preview', async () => {
    const { dist, pages } = await readBuiltSite(inject('deployed'));
    expect(pages.filter(({ html }) => html.includes('This is a preview')).map(({ path }) => path)).toEqual(
      [],
    );
    expect(await readFile(join(dist, '_headers'), 'utf8')).not.toContain('X-Robots-Tag');
  });

  it('refuses confirmation without a sender of mails, and a change of it once people have signed', async () => {
    const slugs = ['asks-nothing', 'on-hold'] as const;
    const files = slugs.map((slug) => join(root, `content/campaigns/${slug}/en.md`));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    for (const [index, file] of files.entries())
      await writeFile(file, texts[index]?.replace('---\n', '---\nconfirmation: required\n') ?? '');
    const site = await readBuiltSite(root);
    const counted = { count: 3, online: 3, elsewhere: 0, goal: null, open: true };
    await using live = await startServer((request, response) => {
      const campaign = /^\/api\/campaigns\/([^/]+)\/count$/u.exec(request.url ?? '')?.[1];
      const basis = campaign?.startsWith('by-mail') ? 'confirmed' : 'claimed';
      response.end(JSON.stringify({ ...counted, campaign, basis, asOf: '2026-06-01T12:00:00.000Z' }));
    });
    try {
      const withoutMail = await build({ CONTEXT: 'production', MAIL_FROM: '' });
      expect(withoutMail.isBuilt).toBe(false);
      expect(withoutMail.said).toMatch(/asks-nothing\/en\.md:2:15  `confirmation` .*MAIL_FROM/u);
      const changed = await build({ CONTEXT: '', URL: live.origin });
      expect(changed.isBuilt).toBe(false);
      // Of all campaigns at once, and nothing else.
      expect(changed.said.trimEnd().split('\n')).toEqual(
        slugs.map(
          (slug) =>
            expect.stringMatching(
              new RegExp(
                `^content/campaigns/${slug}/en\\.md:2:15  .confirmation. is required, and was none`,
                'u',
              ),
            ) as string,
        ),
      );
      expect(await readBuiltSite(root)).toEqual(site);
    } finally {
      for (const [index, file] of files.entries()) await writeFile(file, texts[index] ?? '');
    }
  });

  it('of content with mistakes tells them and nothing else, and leaves the site of before as it was', async () => {
    const [first, second] = ['asks-nothing', 'on-hold'].map((slug) => `content/campaigns/${slug}/en.md`);
    const files = [first ?? '', second ?? ''];
    const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
    const site = await readBuiltSite(root);
    try {
      for (const [index, file] of files.entries())
        await writeFile(join(root, file), texts[index]?.replace(/^status: .*$/mu, 'status: maybe') ?? '');
      for (const annotated of ['', 'true']) {
        const { isBuilt, said } = await build({ GITHUB_ACTIONS: annotated });
        const lines = said.trimEnd().split('\n');
        expect(isBuilt, annotated).toBe(false);
        expect(lines.slice(0, 2), annotated).toEqual(
          files.map((file) => expect.stringMatching(new RegExp(`^${file}:2:9  \`status\` `, 'u')) as string),
        );
        expect(lines.slice(2), annotated).toEqual(
          annotated === ''
            ? []
            : files.map((file) => expect.stringContaining(`::error file=${file},line=2,col=9::`) as string),
        );
      }
      expect(await readBuiltSite(root)).toEqual(site);
    } finally {
      for (const [index, file] of files.entries()) await writeFile(join(root, file), texts[index] ?? '');
    }
  });

  it('fails on a recipient that is none, and says how to mend it', async () => {
    const { isBuilt, said } = await build({ SIGNATURE_RECIPIENTS: 'age1nonsense' });
    expect(isBuilt).toBe(false);
    expect(said).not.toContain('this build needs none');
    expect(said).toMatch(/SIGNATURE_RECIPIENTS: entry 1 .*npm run keys/);
  });
});
