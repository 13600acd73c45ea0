import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A campaign that demands confirmation. The first slug is the present one, the last is in its keys. */
export interface OwnCampaign {
  readonly slugs: readonly string[];
  readonly key: string;
  /** The last day to sign. */
  readonly closes: string | null;
}

/** Every run of the model begins at this moment. */
export const BEGINNING = '2026-03-01T17:00:00Z';

/** No run goes on after it: retention would begin to erase by age. */
export const LAST_MOMENT = Date.parse('2026-08-20T00:00:00Z');

export const CAMPAIGNS: readonly OwnCampaign[] = [
  { slugs: ['asked-river', 'named-river', 'first-river'], key: 'first-river', closes: null },
  { slugs: ['closing-river'], key: 'closing-river', closes: '2026-03-20' },
];

/** Copies a deploy and adds the campaigns of this model. Resolves to the folder. */
export async function withOwnCampaigns(deployed: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-model-'));
  await cp(deployed, root, { recursive: true });
  for (const { slugs, closes } of CAMPAIGNS) {
    const [slug = '', ...earlier] = slugs;
    const facts = [
      'status: active',
      'target: The river authority',
      'confirmation: required',
      `formerly: [${earlier.toReversed().join(', ')}]`,
      ...(closes === null ? [] : [`closes: ${closes}`]),
      `title: The campaign ${slug}`,
      'summary: What it asks for.',
    ];
    const folder = join(root, 'content/campaigns', slug);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'en.md'), ['---', ...facts, '---', '', 'The text.', ''].join('\n'));
  }
  return root;
}
