import { checkContent } from '#campaigns/content.ts';
import { formatMistake } from '#campaigns/mistake.ts';
import { weightWarnings } from '#campaigns/page-weight.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';

/**
 * `npm run check:content`: every mistake as `file:line:column`, what is wrong, how to mend it. Exit 1 on any; warnings
 * are only said.
 */
const { content, mistakes } = await checkContent(PROJECT_ROOT);
for (const mistake of mistakes) console.error(formatMistake(mistake));
for (const warning of content ? weightWarnings(content) : [])
  console.warn(`Warning: ${formatMistake(warning)}`);
if (mistakes.length > 0) {
  process.exitCode = 1;
} else {
  const campaigns = content?.campaigns.length ?? 0;
  console.log(`The content is fine: ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'}.`);
}
