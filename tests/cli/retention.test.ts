import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chained } from '#audit/audit-chain.ts';
import { forecastRetention } from '#cli/retention/retention-command.ts';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from '../unit/content-folder.ts';
import { endOf } from './end-of.ts';

const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };

afterEach(() => vi.unstubAllGlobals());

describe('npm run retention', () => {
  it('tells of each campaign what would be erased, and erases nothing', async () => {
    const { code, stdout } = await endOf(forecastRetention, ['--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('ended-by-date: due since 2020-07-29');
    expect(stdout).toContain('ended-by-hand: kept through 3000-06-29');
    expect(stdout).toContain('clean-river: no closing day yet');
  });

  it('names what belongs to no campaign, from the site’s log', async () => {
    const event = { who: '', campaign: 'removed-river', nonce: '', previous: '' };
    const at = '2026-03-01T12:00:00.000Z';
    const entries = [
      chained({ ...event, number: 1, at, what: 'orphaned', count: 3 }),
      chained({ ...event, number: 2, at, what: 'orphaned', campaign: 'erased-river', count: 2 }),
      chained({ ...event, number: 3, at, what: 'retention', campaign: 'erased-river', count: 2 }),
      chained({ ...event, number: 4, at, what: 'orphaned', campaign: 'muddy-river', count: 1 }),
    ];
    vi.stubGlobal('fetch', (address: URL | string) =>
      Promise.resolve(
        new URL(address).pathname === '/api/audit'
          ? new Response(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), {
              headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
            })
          : new Response('{}', { status: 404 }),
      ),
    );
    const { code, stdout } = await endOf(forecastRetention, ['--dry-run', '--from', 'https://a.example']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'removed-river: 3 signatures that belong to no campaign, erased after 2026-08-28.',
    );
    expect(stdout).not.toMatch(/^(erased|muddy)-river/mu);
  });

  it.each([
    ['it is refused', () => new Response('{}', { status: 401 })],
    ['a captive portal answers', () => new Response('<h1>Log in</h1>', { headers: HTML })],
    ['a page calls itself ours', () => new Response('<p>', { headers: JSON_TYPE })],
    ['the answer is of another shape', () => Response.json({ online: 'many', campaign: 7 })],
    ['the answer is of another campaign', () => Response.json({ online: 7, campaign: 'elsewhere' })],
    ['an error holds a number', () => Response.json({ online: 7, campaign: 'clean-river' }, { status: 500 })],
    ['nothing comes', () => new Response(null, { status: 204 })],
  ])('says no number and nothing of these where %s', async (_, answer) => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer()));
    const { code, stdout } = await endOf(forecastRetention, ['--dry-run', '--from', 'https://a.example']);
    expect(code).toBe(0);
    expect(stdout).toContain('The log cannot be read');
    expect(stdout).not.toMatch(/\d now\./u);
  });

  describe('with mistakes of an editor', () => {
    let folder: ContentFolder;

    beforeEach(async () => {
      folder = await makeContentFolder();
      await folder.write(`${CAMPAIGN}/en.md`, aText('closes: 2020-02-01\n'));
      return () => folder.remove();
    });

    const forecast = () => endOf(forecastRetention, ['--dry-run'], { root: folder.root });
    const DUE = 'clean-river: due since 2020-07-30';

    it.each([
      ['a translation', `${CAMPAIGN}/es.md`, 'No front matter.'],
      ['an update', `${CAMPAIGN}/updates/2026-13-news.en.md`, 'No front matter.'],
      ['the text below the facts', `${CAMPAIGN}/en.md`, aText('closes: 2020-02-01\n', '![](gone.jpg)')],
      ['the address of quick exit', 'content/site.yaml', SITE.replace('https://www.weather.gov/', 'nowhere')],
    ])('says all the same what will be erased: in %s', async (_, file, text) => {
      await folder.write(file, text);
      expect(await folder.mistakes()).not.toEqual([]);
      const { code, stdout } = await forecast();
      expect(code).toBe(0);
      expect(stdout).toContain(DUE);
    });

    it('names a campaign that nobody can read, and goes on', async () => {
      await folder.write('content/campaigns/a-wood/en.md', '---\nstatus: aktiv\n---\n');
      const { code, stdout, stderr } = await forecast();
      expect(stdout).toContain('a-wood: nobody can read its file, so its last day is unknown.');
      expect(stdout).toContain(DUE);
      expect([code, stderr.includes('npm run check:content')]).toEqual([1, true]);
    });

    it('says so where nobody can read the days', async () => {
      await folder.write('content/site.yaml', SITE.replace('retention: 180', 'retention: long'));
      const { code, stdout } = await forecast();
      expect(stdout).toContain('clean-river: nobody can read retention in content/site.yaml');
      expect(code).toBe(1);
    });

    it('tells of a campaign that is over without a last day', async () => {
      await folder.write(`${CAMPAIGN}/en.md`, aText().replace(/^status: .*$/mu, 'status: closed'));
      const { code, stdout } = await forecast();
      expect(stdout).toContain(
        'clean-river: it is over but has no closing day: each signature is erased 730',
      );
      expect(code).toBe(0);
    });
  });

  it('does nothing without --dry-run, and says who does', async () => {
    const { code, stderr } = await endOf(forecastRetention, []);
    expect([code, stderr.includes('--dry-run')]).toEqual([2, true]);
  });
});
