import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readBuiltSite } from '../site/built-site.ts';
import { builtFaults } from '../support/built-campaign.ts';
import { makeLittleSite } from '../support/content-corpus.ts';
import { letSlip } from '../support/slip-run.ts';

/** Always the same, so that no push fails for a slip of another day. `SLIP_SEED` looks for new ones. */
const SEED = Number(process.env['SLIP_SEED'] ?? 2028);
const SLIPS = 4000;
/** How many of the pages that passed are built. */
const BUILT = 60;

const slips = await letSlip(SLIPS, SEED);

describe(`slips of an editor’s fingers, from the seed ${SEED}`, () => {
  it('end in a mistake that is told well, or in a page that says what its lines say', () => {
    expect(slips.length).toBeGreaterThan(2000);
    expect(slips.flatMap(({ wrong }) => wrong ?? [])).toEqual([]);
  });

  it('that passed are built as what their lines say', { timeout: 600_000 }, async () => {
    const passed = slips.filter(({ passed, file }) => passed && /campaigns\/[\w-]+\/en\.md$/u.test(file));
    const some = passed.filter((_, index) => index % Math.ceil(passed.length / BUILT) === 0);
    expect(some.length).toBeGreaterThan(BUILT / 2);
    const root = await buildCampaigns(some);
    const site = await readBuiltSite(root);
    const faults = some.flatMap(({ text, slip }, index) =>
      builtFaults(site, slugOf(index), text).map(
        (fault) => `${slip.kind}, ${slugOf(index)}: ${fault}\n${text}`,
      ),
    );
    expect(faults).toEqual([]);
    await rm(root, { recursive: true });
  });
});

function slugOf(index: number): string {
  return `slip-${String(index)}`;
}

/** Builds a site with each file as a campaign of its own, beside those of the little site. */
async function buildCampaigns(
  files: readonly { readonly file: string; readonly text: string }[],
): Promise<string> {
  const little = await makeLittleSite('more-site');
  // Astro keeps a folder of its own only for sites inside the project.
  await mkdir('.tmp', { recursive: true });
  const root = await mkdtemp(join(process.cwd(), '.tmp', 'slips-'));
  await cp(little, root, { recursive: true });
  await rm(little, { recursive: true });
  for (const [index, { file, text }] of files.entries()) {
    const folder = join(root, 'content/campaigns', slugOf(index));
    await mkdir(folder);
    // A former slug belongs to one campaign.
    const own = text.replace(/^formerly:.*$/mu, `formerly: [was-${slugOf(index)}]`);
    await writeFile(join(folder, 'en.md'), own);
    if (file.includes('clean-river'))
      await writeFile(
        join(folder, 'river.png'),
        await readFile(join(root, 'content/campaigns/clean-river/river.png')),
      );
  }
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    MAIL_FROM: 'River <news@river.example>',
    UNDERSIGNED_ROOT: root,
  };
  await promisify(execFile)(process.execPath, ['netlify/local/build.ts'], { env, maxBuffer: 100_000_000 });
  return root;
}
