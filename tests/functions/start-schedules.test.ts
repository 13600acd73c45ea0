import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedProject, startProject } from '../support/started-project.ts';
import { MAIL_FROM, writeContent } from './content.ts';
import { addressOf, aForm } from './sign-request.ts';

let root = '';
let project: StartedProject;

/** The machine may be busy. */
const SOON = { timeout: 30_000 };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-schedules-'));
  await writeContent(root);
  const striking = new URL('strike-hour.ts', import.meta.url).href;
  project = await startProject(root, { MAIL_FROM, NODE_OPTIONS: `--import=${striking}` });
}, 60_000);

afterAll(async () => {
  await project.stop();
  await rm(root, { recursive: true });
});

async function series(): Promise<string> {
  return (await fetch(`${project.origin}/api/campaigns/clean-river/series`)).text();
}

describe('npm start', { timeout: 120_000 }, () => {
  it('runs the hourly function at its hour, over the signatures of this machine', async () => {
    await expect.poll(project.said, SOON).toContain('waits for @hourly');
    const body = new URLSearchParams(aForm());
    const signed = await fetch(project.origin + addressOf('clean-river'), {
      method: 'POST',
      redirect: 'manual',
      body,
    });
    expect(signed.status).toBe(303);
    expect(await series()).toContain('"points":[]');
    project.process.kill('SIGUSR2');
    await expect.poll(project.said, SOON).toContain('ran @hourly');
    expect(project.said().match(/waits for/gu)).toHaveLength(1);
    expect(project.said()).not.toContain('A scheduled function answered');
    expect(await series()).toMatch(/"points":\[\[".*",1\]\]/u);
  });
});
