import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedProject, startProject } from '../support/started-project.ts';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder } from '../unit/content-folder.ts';

let folder: ContentFolder;
let project: StartedProject;

/** A page with a list of countries. */
const GOOD = aText('ask: [country]\n');

/** The machine may be busy. */
const SOON = { timeout: 30_000 };

beforeAll(async () => {
  folder = await makeContentFolder();
  await folder.write(`${CAMPAIGN}/en.md`, GOOD);
  const breaking = new URL('break-pages.ts', import.meta.url).href;
  project = await startProject(folder.root, { NODE_OPTIONS: `--import=${breaking}` });
}, 60_000);

afterAll(async () => {
  await project.stop();
  await folder.remove();
});

async function look(path: string, method = 'GET'): Promise<{ status: number; html: string }> {
  const answer = await fetch(project.origin + path, { method });
  return { status: answer.status, html: await answer.text() };
}

/** Breaks the program under the pages, or mends it. */
async function turn(said: string): Promise<void> {
  project.process.kill('SIGUSR2');
  await expect.poll(project.said, SOON).toContain(said);
}

describe('npm start with a fault of the program', { timeout: 120_000 }, () => {
  it('shows a page for people, with the place in our code and without a call stack', async () => {
    expect((await look('/clean-river/')).status).toBe(200);
    await turn('pages break');
    const { status, html } = await look('/clean-river/');
    expect(status).toBe(500);
    expect(html).toContain('<h1>This page cannot be made</h1>');
    expect(html).toContain('This is not your mistake: tell a developer.');
    expect(html).toContain('A country has no name');
    expect(html).toMatch(/<code dir="ltr">src\/[\w/[\]….-]+:\d+<\/code>/u);
    expect(html).not.toMatch(/^\s*at |node_modules|file:\/\/|vite-error-overlay/mu);
    expect(await look('/clean-river/', 'HEAD')).toEqual({ status: 500, html: '' });
    expect(project.said()).toContain('A country has no name');
    expect(project.said()).not.toMatch(/^\s+at /mu);
  });

  it('shows a mistake of the content before it', async () => {
    await folder.write(`${CAMPAIGN}/en.md`, aText('ask: [country]\ngoal: many\n'));
    await expect.poll(async () => (await look('/clean-river/')).html, SOON).toContain('en.md:7:7');
    await folder.write(`${CAMPAIGN}/en.md`, GOOD);
    await expect.poll(async () => (await look('/clean-river/')).html, SOON).toContain('not your mistake');
  });

  it('shows its pages again once it is mended', async () => {
    await turn('pages are mended');
    expect((await look('/clean-river/')).status).toBe(200);
  });
});
