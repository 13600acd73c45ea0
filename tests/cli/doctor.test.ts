import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { EXAMPLE_CONTACT } from '#campaigns/example.ts';
import { diagnose } from '#cli/doctor/doctor-command.ts';
import { MAIL_FROM } from '../functions/content.ts';
import { endOf } from './end-of.ts';
import { gitIn } from './git-folder.ts';

const SECRET = 'k3J9xQ2mZ7vB5nL1pR8sT4wY6cD0fGhA';
const SETTINGS = `SIGNATURE_SECRET=${SECRET}\r\nORGANIZER_TOKENS=ana:${SECRET.toLowerCase()}\r\n`;

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-doctor-'));
  await cp(join(inject('deployed'), 'content'), join(root, 'content'), { recursive: true });
  for (const name of ['SIGNATURE_SECRET', 'ORGANIZER_TOKENS', 'URL', 'CONTEXT']) vi.stubEnv(name, undefined);
  vi.stubEnv('MAIL_FROM', MAIL_FROM);
  return () => {
    vi.unstubAllEnvs();
    return rm(root, { recursive: true });
  };
});

describe('npm run doctor', () => {
  it('reads .env as start does, finds nothing missing, and shows no secret', async () => {
    await writeFile(join(root, '.env'), `\u{feff}${SETTINGS}`);
    const { code, stdout, stderr } = await endOf(diagnose, [], { root });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^✓ fine {5}Node \d/u);
    expect(stdout).toContain('has no mistakes. Campaigns: 15');
    expect(stdout).toContain('SIGNATURE_SECRET is set');
    expect(stdout).toContain('ana, may read and erase in all campaigns');
    expect(stdout).toContain('! warning  SIGNATURE_RECIPIENTS is not set');
    expect(stdout.toLowerCase()).not.toContain(SECRET.toLowerCase());
  });

  it('works without .env, and ends with 1 where something is missing', async () => {
    const { code, stdout, stderr } = await endOf(diagnose, [], { root });
    expect([code, stderr]).toEqual([1, 'Errors: 2. Mend the first one first.\n']);
    expect(stdout).toContain('✗ error    SIGNATURE_SECRET is not set');
  });

  it('lets the environment win over .env', async () => {
    await writeFile(join(root, '.env'), SETTINGS);
    vi.stubEnv('SIGNATURE_SECRET', 'short');
    const { code, stdout } = await endOf(diagnose, [], { root });
    expect([code, stdout]).toEqual([1, expect.stringContaining('SIGNATURE_SECRET has 5 characters')]);
  });

  it('says that .env is no text', async () => {
    await writeFile(join(root, '.env'), 'PK\u{3}\u{4}\0');
    const { code, stdout } = await endOf(diagnose, [], { root });
    expect([code, stdout]).toEqual([1, expect.stringContaining('✗ error    .env is no plain text')]);
  });

  it('names mistakes of the content, what the law asks for, and campaigns that nobody closes', async () => {
    await writeFile(join(root, '.env'), SETTINGS);
    const site = join(root, 'content/site.yaml');
    await writeFile(site, (await readFile(site, 'utf8')).replace(/^legal:.*\n(?: .*\n)*/mu, ''));
    const { stdout: gaps } = await endOf(diagnose, [], { root });
    expect(gaps).toMatch(/! warning {2}content\/campaigns\/on-hold\/en\.md:\d+:\d+ {2}It has no `closes`/u);
    expect(gaps).toMatch(/! warning {2}content\/site\.yaml:\d+:\d+ {2}`legal` does not say/u);
    await writeFile(join(root, 'content/campaigns/clean-river/en.md'), '---\nstatus: activ\n---\n');
    const { code, stdout } = await endOf(diagnose, [], { root });
    expect([code, stdout]).toEqual([1, expect.stringContaining('content/campaigns/clean-river/en.md:2:9')]);
  });

  it('says that git is missing, that its history is, and what is in no commit', async () => {
    await writeFile(join(root, '.env'), SETTINGS);
    expect((await endOf(diagnose, [], { root })).stdout).toMatch(
      /! warning {2}No older texts were compared.*no git repository\.\n +→ Fork/u,
    );
    const git = (...args: string[]) => gitIn(root, '2026-01-01', args);
    await git('init', '--quiet');
    await git('add', 'content');
    await git('commit', '--quiet', '--message=One');
    expect((await endOf(diagnose, [], { root })).stdout).toContain('git has the whole history of the texts.');
    await writeFile(join(root, 'content/campaigns/clean-river/note.txt'), '');
    expect((await endOf(diagnose, [], { root })).stdout).toContain('in no commit, so it is deployed nowhere');
  });

  it('warns of the example, as long as it speaks for somebody else', async () => {
    await writeFile(join(root, '.env'), SETTINGS);
    await rm(join(root, 'content'), { recursive: true });
    await cp('content', join(root, 'content'), { recursive: true });
    const told = async () => (await endOf(diagnose, [], { root })).stdout;
    expect(await told()).toMatch(/content\/ is still the example.*\n.*--replace-example/u);
    const site = join(root, 'content/site.yaml');
    const text = await readFile(site, 'utf8');
    await writeFile(site, text.replace(EXAMPLE_CONTACT, 'Write to us'));
    expect(await told()).toMatch(/stop-the-raids is still the campaign of the example.*\n.*git rm/u);
    await writeFile(site, text);
    const campaign = join(root, 'content/campaigns/stop-the-raids/en.md');
    await writeFile(campaign, (await readFile(campaign, 'utf8')).replace('title: ', 'title: Really '));
    expect(await told()).toContain('still has the contact of the example');
    await writeFile(site, text.replace(EXAMPLE_CONTACT, 'Write to us'));
    expect(await told()).not.toContain('of the example');
  });

  it('takes no argument but a site', async () => {
    expect(await endOf(diagnose, ['all'], { root })).toMatchObject({ code: 2 });
    expect(await endOf(diagnose, ['--help'], { root })).toMatchObject({ code: 0 });
  });
});
