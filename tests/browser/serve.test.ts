import { parse } from 'csv-parse/sync';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readPublished } from '#campaigns/published.ts';
import { translator } from '#i18n/translate.ts';
import { formerAddresses } from '#page-data/former-addresses.ts';
import { parseMail } from '../support/parsed-mail.ts';
import { saidOrigin } from '../support/said-origin.ts';
import { fill } from './form.ts';
import { visitsTo } from './visits.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;
const site = { origin: '' };
const { open } = visitsTo(site);
const t = translator('en');

let root: string;
let server: ChildProcess;

beforeAll(async () => {
  root = await aDeploy();
  const mail = { MAIL_FROM: 'Tahirih <petition@tahirih.example>', MAIL_URL: undefined, URL: undefined };
  const env = { ...process.env, ...mail, PORT: '0', NODE_ENV: 'production' };
  server = spawn(process.execPath, ['netlify/local/serve.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  site.origin = await saidOrigin(server);
});
afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  await rm(root, { recursive: true, force: true });
});

describe('npm run serve', () => {
  it('takes a signature without JavaScript, counts it once, and hands it out to organizers only', async () => {
    const page = await open('/stop-the-raids/', { javaScriptEnabled: false });
    for (const email of ['Aroha@Example.org', ' AROHA+petition@example.org ']) {
      await page.goto('/stop-the-raids/');
      await fill(page, { [t('form.name')]: 'Aroha Ngata', [t('form.email')]: email });
      await page.getByRole('button', { name: t('form.submit') }).click();
      await page.waitForURL('**/stop-the-raids/thanks/');
    }
    const count = await fetch(new URL('/api/campaigns/stop-the-raids/count', site.origin));
    expect(await count.json()).toMatchObject({ count: 1, online: 1, open: true });

    const address = new URL('/api/campaigns/stop-the-raids/signatures?format=csv', site.origin);
    expect((await fetch(address)).status).toBe(401);
    const download = await fetch(address, { headers: { authorization: `Bearer ${await tokenIn(root)}` } });
    expect(download.headers.get('signature-count')).toBe('1');
    const rows: unknown = parse(await download.text(), { bom: true, columns: true });
    expect(rows).toMatchObject([{ name: 'Aroha Ngata', email: 'Aroha@Example.org' }]);
  });

  it('sends the headers of production with pages, with functions’ answers and with the 404 page', async () => {
    for (const [path, status] of [
      ['/', 200],
      ['/nowhere/', 404],
      ['/_astro/', 404],
      ['/api/campaigns/nowhere/count', 404],
    ] as const) {
      const response = await fetch(new URL(path, site.origin));
      expect(response.status, path).toBe(status);
      expect(response.headers.get('content-security-policy'), path).toMatch(/^default-src 'none'/u);
      expect(response.headers.get('strict-transport-security'), path).toMatch(/^max-age=\d{8}/u);
      expect(response.headers.get('referrer-policy'), path).toBe('no-referrer');
    }
  });
});

describe('a mail of npm run serve', () => {
  it('lies in a folder, and its link leads to this site', async () => {
    const answer = await fetch(new URL('/api/campaigns/stop-the-raids/withdrawal-mails', site.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'aroha@example.org', locale: 'es' }),
    });
    expect(answer.status).toBe(202);
    const folder = join(root, '.netlify/mail');
    const [file = ''] = await readdir(folder);
    const { to, text } = await parseMail(await readFile(join(folder, file)));
    expect(to).toMatchObject([{ address: 'aroha@example.org' }]);
    expect(text).toContain(`${site.origin}/es/stop-the-raids/withdraw/#1`);
  });
});

describe('a renamed campaign, served', () => {
  it.each([
    ['/no-raids', '/stop-the-raids/'],
    ['/no-raids/', '/stop-the-raids/'],
    ['/es/no-raids/thanks/?from=mail', '/es/stop-the-raids/thanks/?from=mail'],
    ['/no-raids/feed.xml', '/stop-the-raids/feed.xml'],
  ])('leads from %s to %s', async (from, to) => {
    const response = await fetch(new URL(from, site.origin), { redirect: 'manual' });
    expect(response.status).toBe(301);
    expect(new URL(response.headers.get('location') ?? '', site.origin).href).toBe(
      new URL(to, site.origin).href,
    );
  });

  it('counts under its former slug, and leaves other addresses alone', async () => {
    const count = await fetch(new URL('/api/campaigns/no-raids/count', site.origin));
    expect(await count.json()).toMatchObject({ campaign: 'stop-the-raids' });
    expect((await fetch(new URL('/no-raids-at-all/', site.origin))).status).toBe(404);
  });
});

/**
 * Makes a folder with everything that a deploy has. So the test does not touch the project's pages and
 * signatures.
 */
async function aDeploy(): Promise<string> {
  await mkdir(join(PROJECT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PROJECT, '.tmp', 'serve-'));
  for (const name of ['netlify', 'src', 'package.json', 'netlify.toml']) {
    await cp(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  for (const name of ['content', 'dist'])
    await cp(join(inject('sites').own, name), join(folder, name), { recursive: true });
  await rename(folder);
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Gives the campaign a former slug, as an editor and the next build would. */
async function rename(folder: string): Promise<void> {
  const file = join(folder, 'content/campaigns/stop-the-raids/en.md');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('---\n', '---\nformerly: [no-raids]\n'));
  const facts = join(folder, 'dist/deploy.json');
  const redirects = formerAddresses(await readPublished(folder));
  await writeFile(facts, JSON.stringify({ ...JSON.parse(await readFile(facts, 'utf8')), redirects }));
}

/** The organizer token that the first run wrote. */
async function tokenIn(folder: string): Promise<string> {
  const settings = await readFile(join(folder, '.env'), 'utf8');
  return /^ORGANIZER_TOKENS=local:([0-9a-f]+)$/mu.exec(settings)?.[1] ?? '';
}
