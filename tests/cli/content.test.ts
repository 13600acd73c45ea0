import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { reportContent } from '#cli/content/check-content-command.ts';
import { makeNew } from '#cli/content/new-command.ts';
import { MAIL_FROM } from '../functions/content.ts';
import { endOf } from './end-of.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-content-'));
  await cp(join(inject('deployed'), 'content'), join(root, 'content'), { recursive: true });
  vi.stubEnv('MAIL_FROM', MAIL_FROM);
  return () => {
    vi.unstubAllEnvs();
    return rm(root, { recursive: true });
  };
});

describe('npm run check:content', () => {
  it('says how many campaigns are fine', async () => {
    const { code, stdout, stderr } = await endOf(reportContent, [], { root });
    expect([code, stdout]).toEqual([0, 'The content is fine: 15 campaigns.\n']);
    const others = stderr.split('\n').filter((line) => !/^Notice: .* has no `closes`/u.test(line));
    expect(others).toEqual([expect.stringMatching(/^Notice: no older texts were compared, /u), '']);
  });

  it('names each published campaign that has no last day, and what happens then', async () => {
    const { stderr } = await endOf(reportContent, [], { root });
    expect(stderr).toMatch(/^Notice: content\/campaigns\/clean-river\/en\.md:2:1  .*730 days/mu);
    expect(stderr).not.toMatch(/ended-by-date|not-yet-shown/u);
  });

  it('names every mistake by its place', async () => {
    for (const slug of ['clean-river', 'has-won']) {
      await writeFile(join(root, `content/campaigns/${slug}/en.md`), '---\nstatus: activ\n---\n');
    }
    const { code, stdout, stderr } = await endOf(reportContent, [], { root });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^content\/campaigns\/clean-river\/en\.md:2:9  .*active/mu);
    expect(stderr).toMatch(/^content\/campaigns\/has-won\/en\.md:2:9  .*active/mu);
  });

  it('reads from .env whether the site sends mail, which confirmation needs', async () => {
    vi.stubEnv('MAIL_FROM', undefined);
    const file = join(root, 'content/campaigns/has-won/en.md');
    await writeFile(file, (await readFile(file, 'utf8')).replace('---\n', '---\nconfirmation: required\n'));
    const { code, stderr } = await endOf(reportContent, [], { root });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^content\/campaigns\/has-won\/en\.md:2:15  .*set MAIL_FROM/mu);
    await writeFile(join(root, '.env'), 'MAIL_FROM=Clean River <news@example.org>\n');
    expect(await endOf(reportContent, [], { root })).toMatchObject({ code: 0 });
  });

  it('only warns of a text that makes a page heavy', async () => {
    const words = Array.from({ length: 6000 }, (_, index) => (index * 7919).toString(36)).join(' ');
    const file = join(root, 'content/campaigns/has-won/en.md');
    await writeFile(file, `${await readFile(file, 'utf8')}\n${words}\n`);
    const { code, stdout, stderr } = await endOf(reportContent, [], { root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('is fine')]);
    expect(stderr).toMatch(
      /^Warning: content\/campaigns\/has-won\/en\.md:1:1  The text makes a page of about/u,
    );
  });
});

describe('npm run new', () => {
  it('makes a campaign that the check finds fine, and says what to do next', async () => {
    const { code, stdout } = await endOf(makeNew, ['dry-river'], { root });
    expect(code).toBe(0);
    expect(stdout).toContain('Made content/campaigns/dry-river/en.md');
    expect(stdout).toContain('npm run new -- dry-river --locale es');
    expect((await endOf(reportContent, [], { root })).stdout).toContain('16 campaigns');
  });

  it('makes the words of a campaign in another language, and says what the site needs for it', async () => {
    const { code, stdout } = await endOf(makeNew, ['has-won', '--locale', 'fr'], { root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Made content/campaigns/has-won/fr.md')]);
    expect(stdout).toContain('To speak fr throughout, the site still needs:');
    expect(stdout).toContain('add fr to locales');
  });

  it('says what the site needs to speak a language, and writes nothing', async () => {
    const { code, stdout } = await endOf(makeNew, ['--locale', 'fr'], { root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('To speak fr throughout')]);
    expect(stdout).not.toContain('Made');
  });

  it.each([
    ['nothing to make', [], 'npm run new -- clean-river'],
    ['two campaigns', ['one', 'two'], 'npm run new -- clean-river'],
    ['a campaign that is there', ['clean-river'], 'is there already'],
    ['no address', ['Clean River'], 'cannot be an address'],
    ['no language', ['--locale', 'english'], 'is not a language tag'],
  ])('changes nothing and says what to mend: %s', async (_, args, told) => {
    const { code, stderr } = await endOf(makeNew, args, { root });
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
    expect((await endOf(reportContent, [], { root })).stdout).toContain('15 campaigns');
  });
});
