import { readdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { linesPerLocale, type Site, SiteSchema } from '#domain/site.ts';
import { parseWith } from '#source/parse-with.ts';
import { parseYaml } from '#source/yaml-source.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import type { KnownFacts } from './campaign-template.ts';
import { type CampaignContent, readContent } from './content.ts';
import { EXAMPLE_CAMPAIGN, EXAMPLE_CONTACT } from './example.ts';
import { campaignRefusal, messagesOf, newCampaign, type ScaffoldResult } from './new-campaign.ts';
import { SITE_FILE } from './site-file.ts';
import { SITE_NOTES } from './site-notes.ts';
import { signedText, textDigest } from './text-digest.ts';
import { comment, commentedOut, explained, quoted, yamlLine } from './yaml-lines.ts';

/** What a fresh `content/site.yaml` says. */
export type NewSite = Pick<
  Site,
  'organization' | 'defaultLocale' | 'locales' | 'timeZone' | 'quickExit' | 'retention'
>;

/** Why the example cannot be replaced; `null` if it stands there, and nobody has changed it. */
export async function exampleRefusal(root: string): Promise<string | null> {
  const { site, campaigns } = await readContent(root);
  const { slug, files } = EXAMPLE_CAMPAIGN;
  const folder = `${CAMPAIGNS}/${slug}`;
  const campaign = campaigns.find((content) => content.campaign.slug === slug);
  if (site.organization.contact['en'] !== EXAMPLE_CONTACT)
    return `${SITE_FILE} is no longer the example’s, so this site is somebody’s: edit it, and remove ${folder} by hand if it is still the example.`;
  if (site.legal !== undefined || site.alarms !== undefined)
    return `${SITE_FILE} already holds what is yours, legal or alarms, which would be lost: edit it by hand.`;
  if (campaign === undefined)
    return `The example, ${folder}, is not there any more: edit ${SITE_FILE} and your own campaigns.`;
  // Hidden files, too: all of the folder goes.
  const names = await readdir(join(root, folder), { recursive: true });
  const found = names.map((name) => name.split(sep).join('/')).filter((name) => name !== 'updates');
  const own = found.filter((name) => !/\.DS_Store$/u.test(name) && !files.some((file) => file === name));
  if (own.length > 0)
    return `${folder} holds what is not of the example, ${own.join(', ')}: move it away first.`;
  return isExample(campaign)
    ? null
    : `${folder} has another text than the example: people could have signed it. Keep it, and edit ${SITE_FILE} by hand.`;
}

function isExample({ campaign, texts }: CampaignContent): boolean {
  const digests: Readonly<Record<string, string>> = EXAMPLE_CAMPAIGN.digests;
  return texts.every((text) => textDigest(signedText(text, campaign)) === digests[text.locale]);
}

/**
 * Takes the example away: writes a fresh `content/site.yaml` and a first campaign, then removes the example’s.
 * Writes nothing if one of them cannot be.
 */
export async function replaceExample(
  root: string,
  { site, slug, known }: { site: NewSite; slug: string; known: KnownFacts },
): Promise<ScaffoldResult> {
  const refusal = (await exampleRefusal(root)) ?? (await campaignRefusal(root, slug, site));
  if (refusal !== null) return { kind: 'refused', why: refusal };
  const text = toSiteText(site);
  const parsed = parseWith(parseYaml(SITE_FILE, text), SiteSchema);
  if (parsed.kind === 'invalid') return { kind: 'refused', why: messagesOf(parsed.mistakes) };
  const silent = site.locales.find((locale) =>
    linesPerLocale(parsed.value).some(({ lines }) => !lines[locale]),
  );
  if (silent !== undefined) {
    const why = `Nobody who speaks ${silent} could write to you: add --contact ${silent}="…".`;
    return { kind: 'refused', why };
  }
  const made = await newCampaign(root, slug, site, known);
  if (made.kind === 'refused') return made;
  await writeFile(join(root, SITE_FILE), text);
  await rm(join(root, CAMPAIGNS, EXAMPLE_CAMPAIGN.slug), { recursive: true });
  return made;
}

function toSiteText({ organization: { name, contact }, ...facts }: NewSite): string {
  const { organization, legal, alarms, ...notes } = SITE_NOTES;
  const inner = (text: string) => text.replaceAll(/^(?=.)/gmu, '  ');
  const contacts = Object.entries(contact).map(([locale, words]) => `  ${locale}: ${quoted(words)}`);
  const law = Object.values(legal.keys).map(({ example }) => `  ${example}`);
  return `${comment(organization.what)}
organization:
${inner(explained(organization.keys.name, `name: ${quoted(name)}`))}
${inner(explained(organization.keys.contact, `contact:\n${contacts.join('\n')}`))}

${Object.entries(notes)
  .map(([key, note]) => explained(note, yamlLine(key, facts[key as keyof typeof notes])))
  .join('\n\n')}

${explained(alarms, null)}

${comment(legal.what)}
${commentedOut(['legal:', ...law].join('\n'))}
`;
}
