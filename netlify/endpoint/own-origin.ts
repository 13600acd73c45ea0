import { readSettings, SettingsError } from '#settings/settings.ts';

/**
 * The site's own address, for links in mails: `URL`, or the dev server. It never comes from a request, whose `Host` may
 * name any site. Throws a `SettingsError` if it is not known.
 */
export function ownOrigin(): string {
  const { siteUrl, devServer } = readSettings();
  const origin = siteUrl ?? devServer;
  if (origin === null) throw new SettingsError('URL is not set: set it to the site’s own address.');
  return origin;
}
