import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { listFolder } from '#campaigns/content-file.ts';
import { isOrganizerToken } from '#domain/organizer-token.ts';
import { parseOrganizers } from '#endpoint/organizers.ts';
import { readSettings } from '#settings/settings.ts';

/** The text that start and serve print: all addresses with the port in use, and the organizer token. */
export async function welcome(origin: string, root: string): Promise<string> {
  const tokens = readSettings().organizerTokens;
  const slugs = await listFolder(root, CAMPAIGNS);
  const downloads = slugs.map((slug) => `${origin}/api/campaigns/${slug}/signatures?format=csv`);
  const { complaints } = parseOrganizers(tokens);
  const token = firstToken(tokens ?? '');
  const lines = [
    `Site             ${origin}/`,
    ...downloads.map((address) => `Download         ${address}`),
    `Organizer token  ${token ?? 'none'}`,
    ...complaints,
    ...downloads.slice(0, 1).map((address) => `curl -H "Authorization: Bearer ${token ?? '…'}" "${address}"`),
  ];
  return ['', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function firstToken(setting: string): string | undefined {
  const tokens = setting.split(',').map((entry) => entry.trim().split(':')[1] ?? '');
  return tokens.find(isOrganizerToken);
}
