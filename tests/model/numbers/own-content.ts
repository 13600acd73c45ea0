import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A campaign of this model. */
export interface NumberedCampaign {
  /** Its slug, also in its keys. */
  readonly key: string;
  readonly isDiscreet: boolean;
  /** Its last day, if it has one. Its signatures are erased `RETENTION_DAYS` later; those of others by age. */
  readonly closes: string | null;
}

/** Every run of the model begins at this moment. */
export const BEGINNING = '2026-03-01T17:00:00Z';
export const RETENTION_DAYS = 20;
/** The site's, which says when a campaign's last day ends. */
export const TIME_ZONE = 'America/New_York';

export const CAMPAIGNS: readonly NumberedCampaign[] = [
  { key: 'dated-river', isDiscreet: false, closes: '2026-04-30' },
  { key: 'lasting-river', isDiscreet: false, closes: null },
  { key: 'dated-stream', isDiscreet: true, closes: '2026-04-30' },
  { key: 'lasting-stream', isDiscreet: true, closes: null },
];

/** Copies a deploy, with the campaigns of this model and no other. Resolves to the folder. */
export async function withNumberedCampaigns(deployed: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-model-'));
  await cp(deployed, root, { recursive: true });
  await rm(join(root, 'content/campaigns'), { recursive: true });
  for (const { key, isDiscreet, closes } of CAMPAIGNS) {
    const facts = [
      'status: active',
      'target: The river authority',
      `discreet: ${isDiscreet}`,
      ...(closes === null ? [] : [`closes: ${closes}`, `retention: ${RETENTION_DAYS}`]),
      `title: The campaign ${key}`,
      'summary: What it asks for.',
    ];
    const folder = join(root, 'content/campaigns', key);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'en.md'), ['---', ...facts, '---', '', 'The text.', ''].join('\n'));
  }
  return root;
}
