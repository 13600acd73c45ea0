import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { signaturesPath } from '#domain/api-paths.ts';
import { isSlug } from '#domain/slug.ts';
import { parseTokens } from '#endpoint/organizers.ts';
import { readSecrets, type Secrets } from '#settings/secrets.ts';
import { readSettings, type Settings } from '#settings/settings.ts';
import { listFolder } from '#source/content-file.ts';

/**
 * What start and serve print: the site, and the desk with the token that opens it. The file of signatures and the
 * downloads follow. All addresses have the port in use.
 */
export async function welcome(origin: string, root: string, dataFile: string): Promise<string> {
  // A folder that cannot be read is a mistake in content/, and told as one.
  const names = await listFolder(root, CAMPAIGNS).catch(() => []);
  // Nor has it a download; and a terminal, or who pastes a command, must not obey its name.
  const downloads = names.filter(isSlug).map((slug) => `${origin}${signaturesPath(slug)}?format=csv`);
  const { entries, complaints } = parseTokens(readSecrets().organizerTokens);
  const readers = entries.filter(({ rights }) => rights.includes('read'));
  const token = (readers.find(({ campaigns }) => campaigns === null) ?? readers[0])?.token;
  const lines = [
    `Site             ${origin}/`,
    `Organizers’ desk ${origin}/organizers/`,
    `Organizer token  ${token ?? 'none'}`,
    `Signatures       ${dataFile}`,
    ...mailsIn(readSettings(), readSecrets()),
    ...downloads.map((address) => `Download         ${address}`),
    ...complaints,
    ...downloads.slice(0, 1).map((address) => `curl -H "Authorization: Bearer ${token ?? '…'}" "${address}"`),
  ];
  return ['', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** Where mails lie, if the site sends some and no mail service is set. */
function mailsIn(
  { mailFrom, mailFolder }: Pick<Settings, 'mailFrom' | 'mailFolder'>,
  { mailUrl }: Pick<Secrets, 'mailUrl'>,
): string[] {
  if (mailFrom === null || mailFolder === null || mailUrl !== null) return [];
  return [`Mails            ${mailFolder} (MAIL_URL is not set; their links are printed here)`];
}
