import { checkContent } from '#campaigns/content.ts';
import { languageNeeds } from '#campaigns/new-language.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { isLanguageTag } from '#domain/locale-tag.ts';

/**
 * What the site still needs to speak a language. Throws for content with mistakes: the content check names
 * those.
 */
export async function languageAdvice(
  locale: string,
  { root, project }: Pick<CommandIo, 'root' | 'project'>,
): Promise<string> {
  if (!isLanguageTag(locale)) {
    throw new CommandError(2, `“${locale}” is not a language tag: use one such as fr or pt-BR.`);
  }
  const { content } = await checkContent(root);
  if (content === null)
    throw new CommandError(2, 'The content has mistakes: run npm run check:content first.');
  const needs = await languageNeeds(project, locale, content);
  const open = needs.filter(({ isMet }) => !isMet);
  if (open.length === 0) return `The site speaks ${locale} throughout.`;
  return `To speak ${locale} throughout, the site still needs:
${open.map(({ what }) => `  ${what}`).join('\n')}
Until then readers get English, or the words of the default language, marked as such.`;
}
