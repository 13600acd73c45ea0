import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saidOrigin } from '../support/said-origin.ts';
import { NOT_SET } from '../support/started-project.ts';
import { MAIL_FROM, writeContent } from './content.ts';
import { addressOf, aForm } from './sign-request.ts';

const DOTENV = 'PREVIEW_SIGNING=on # ours';

let root = '';
let server: ChildProcess | null = null;
let origin = '';
let said = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-start-'));
  await writeContent(root);
  await writeFile(join(root, '.env'), DOTENV);
}, 60_000);

afterAll(async () => {
  await stop();
  await rm(root, { recursive: true });
});

/** Starts the server, as in a folder that has only its `.env`, and waits for its address. */
async function start(settings: Readonly<Record<string, string>>): Promise<void> {
  const env = { ...process.env, ...NOT_SET, UNDERSIGNED_ROOT: root, NODE_ENV: 'development', ...settings };
  server = spawn(process.execPath, ['netlify/local/start.ts', '--port=0'], { env });
  said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  }
  origin = await saidOrigin(server);
}

async function stop(): Promise<void> {
  if (server === null || server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

function sign(fields: Readonly<Record<string, string>> = {}): Promise<Response> {
  const body = new URLSearchParams(aForm(fields));
  return fetch(origin + addressOf('clean-river'), { method: 'POST', redirect: 'manual', body });
}

async function titleOf(answer: Promise<Response>): Promise<string> {
  return /<title>([^<]*)/u.exec(await (await answer).text())?.[1] ?? '';
}

/** The machine may be busy, and every page is made anew. */
const SOON = { timeout: 30_000 };

async function edit(change: (text: string) => string): Promise<void> {
  const file = join(root, 'content/campaigns/clean-river/en.md');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

describe('npm start without what it needs', { timeout: 120_000 }, () => {
  it('adds fresh values to .env, changes nothing in it, and says so', async () => {
    await start({});
    const [first, ...added] = (await readFile(join(root, '.env'), 'utf8')).trimEnd().split('\n');
    expect(first).toBe(DOTENV);
    expect(added.slice(-2)).toEqual([
      expect.stringMatching(/^SIGNATURE_SECRET=[0-9a-f]{64}$/u),
      expect.stringMatching(/^ORGANIZER_TOKENS=local:[0-9a-f]{64}$/u),
    ]);
    expect(said).toMatch(/^ {2}Organizer token {2}[0-9a-f]{64}$/mu);
    await expect.poll(() => said, SOON).toContain('.env had no SIGNATURE_SECRET, and no ORGANIZER_TOKENS');
  });

  it('says that a campaign demands mails, and none can be sent', async () => {
    await expect.poll(() => said, SOON).toMatch(/by-mail\/en\.md:\d+:\d+ .*set MAIL_FROM/u);
    await stop();
  });
});

describe('npm start', { timeout: 120_000 }, () => {
  beforeAll(() => start({ MAIL_FROM }), 60_000);

  it('adds nothing to a .env that is whole', async () => {
    expect((await readFile(join(root, '.env'), 'utf8')).match(/SECRET|TOKENS/gu)).toHaveLength(2);
    expect(said).not.toContain('.env had no');
  });

  it('takes a signature, counts it at once, and gives it to the token that it printed', async () => {
    expect(await (await fetch(`${origin}/api/campaigns/clean-river/count`)).json()).toMatchObject({
      online: 0,
    });
    expect((await sign({ name: 'Ana Ríos' })).headers.get('location')).toBe('/clean-river/thanks/');
    expect(await (await fetch(`${origin}/api/campaigns/clean-river/count`)).json()).toMatchObject({
      online: 1,
    });
    const token = /Organizer token {2}(\w+)/u.exec(said)?.[1] ?? '';
    const download = await fetch(`${origin}${addressOf('clean-river')}?format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([download.status, await download.text()]).toEqual([200, expect.stringContaining('Ana Ríos')]);
  });

  it('keeps what was signed for its owner only, apart from what npm run serve keeps', async () => {
    expect((await stat(join(root, '.data/start/signatures.sqlite'))).mode & 0o777).toBe(0o600);
  });

  it('says nothing of a request that broke off', async () => {
    const { port } = new URL(origin);
    const asked = request({ port, method: 'POST', path: addressOf('clean-river') });
    asked.setHeader('content-length', '100');
    asked.on('error', () => undefined);
    await new Promise((written) => asked.write('name=A', written));
    // Another request passes first, so the body of this one is being read.
    expect((await sign({ email: 'none' })).status).toBe(422);
    asked.destroy();
    expect((await sign({ email: 'none' })).status).toBe(422);
    expect(said).not.toContain('ERROR');
  });

  it('leads from a former address to the present one', async () => {
    const led = await fetch(`${origin}/es/brown-river/thanks/?a=b`, { redirect: 'manual' });
    expect([led.status, led.headers.get('location')]).toEqual([301, '/es/blue-river/thanks/?a=b']);
  });

  it('shows an edit in pages and in answers of functions', async () => {
    const listed = async () => (await fetch(`${origin}/api/campaigns`)).text();
    expect(await titleOf(sign({ email: 'none' }))).toContain('The campaign clean-river');
    expect(await listed()).toContain('The campaign clean-river');
    await edit((text) => text.replace('title: The campaign clean-river', 'title: The cleanest river'));
    await expect.poll(() => titleOf(fetch(`${origin}/clean-river/`)), SOON).toContain('The cleanest river');
    expect(await titleOf(sign({ email: 'none' }))).toContain('The cleanest river');
    expect(await listed()).toContain('The cleanest river');
  });

  it('shows a draft on pages as they will be, says so, and takes signatures once it is active', async () => {
    const textAt = async (path: string) => (await fetch(origin + path)).text();
    const signDraft = () => {
      const body = new URLSearchParams(aForm());
      return fetch(origin + addressOf('not-yet-shown'), { method: 'POST', redirect: 'manual', body });
    };
    const marked = 'Draft: only this preview shows it. Set status to active to publish it.';
    for (const path of ['', 'thanks/', 'count/', 'withdraw/', 'confirm/', 'poster/', 'sheet/'])
      expect(await textAt(`/not-yet-shown/${path}`), path).toContain(marked);
    expect(await textAt('/es/not-yet-shown/feed.xml')).toContain('<title>Borrador: ');
    const page = await textAt('/not-yet-shown/');
    expect(page).toContain('<form id="sign"');
    expect(page).toContain('The form takes nothing yet. Signing begins with status: active.');
    expect(page).not.toContain('data-count=');
    expect(await textAt('/')).toMatch(/Draft: <\/b>/u);
    for (const path of ['/organizers/', '/privacy/', '/api/campaigns'])
      expect(await textAt(path), path).not.toContain('not-yet-shown');
    const refused = await signDraft();
    expect([refused.status, await refused.text()]).toEqual([
      404,
      expect.stringContaining('Signing begins with status: active.'),
    ]);
    const file = join(root, 'content/campaigns/not-yet-shown/en.md');
    const draft = await readFile(file, 'utf8');
    await writeFile(file, draft.replace('status: draft', 'status: active\ntarget: The river authority'));
    await expect.poll(() => textAt('/not-yet-shown/'), SOON).not.toContain(marked);
    expect((await signDraft()).status).toBe(303);
    expect(await textAt('/api/campaigns/not-yet-shown/count')).toContain('"online":1');
    await writeFile(file, draft);
    await expect.poll(() => textAt('/not-yet-shown/'), SOON).toContain(marked);
    expect((await signDraft()).status).toBe(404);
  });

  it('names a mistake in content/, and takes nothing until it is mended', async () => {
    await edit((text) => text.replace('status: active', 'status: activ'));
    await expect.poll(async () => (await fetch(`${origin}/clean-river/`)).status, SOON).toBe(500);
    expect((await sign({ email: 'b@b.example' })).status).toBe(503);
    await expect.poll(() => said, SOON).toMatch(/clean-river\/en\.md:2:9  `status` must be one of/u);
    await edit((text) => text.replace('status: activ\n', 'status: active\n'));
    await expect.poll(async () => (await fetch(`${origin}/clean-river/`)).status, SOON).toBe(200);
    expect((await sign({ email: 'b@b.example' })).status).toBe(303);
  });
});
