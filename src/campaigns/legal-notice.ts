import { LEGAL_KEYS } from '#domain/legal.ts';
import type { Site } from '#domain/site.ts';
import { readText } from '#source/content-file.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { parseYaml } from '#source/yaml-source.ts';
import { SITE_FILE } from './site-file.ts';

/**
 * Names what the law asks for and the site does not say. It is no mistake: not every key fits every
 * organization, and the privacy page says what is missing.
 */
export async function legalNotices(root: string, site: Site): Promise<ContentMistake[]> {
  const missing = LEGAL_KEYS.filter((key) => site.legal?.[key] === undefined);
  if (missing.length === 0) return [];
  const keys = missing.map((key) => `\`${key}\``).join(', ');
  const source = parseYaml(SITE_FILE, (await readText(root, SITE_FILE)) ?? '');
  return [
    source.mistakeAt(
      ['legal'],
      `\`legal\` does not say ${keys}: where the GDPR applies, its article 13 asks for what fits you, and the privacy page says that it is missing (docs/for-editors.md)`,
      'key',
    ),
  ];
}
