import { legalNotices } from '#campaigns/legal-notice.ts';
import { weightWarnings } from '#campaigns/page-weight.ts';
import { undatedNotices } from '#campaigns/undated-notice.ts';
import { checkAll } from '#checking/check-all.ts';
import { report } from '#checking/report.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { History } from '#history/commits.ts';
import { senderFault } from '#mail/sender-fault.ts';
import { environmentHere } from '#settings/dotenv.ts';
import { readSettings } from '#settings/settings.ts';

const HELP = `Checks content/ and names every mistake: its place, what is wrong, how to mend it.

  npm run check:content

It compares each text with those of git's history: what people sign changes only with a line under changes.
A campaign that demands confirmation by mail needs MAIL_FROM, in .env or in the environment, as the build does.

Exit code 0: there are no mistakes; warnings and notices do no harm. 1: there are.`;

/**
 * `npm run check:content`: shows every mistake as `file:line:column`, with what is wrong and how to mend
 * it.
 */
export async function reportContent(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('check:content', args, HELP_OPTION);
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0)
    throw wrongArguments('check:content', 'It checks all of content/: name nothing.');
  const { MAIL_FROM } = await environmentHere(io.root);
  const {
    content,
    mistakes,
    notices: found,
    history,
  } = await checkAll(io.root, {
    sendsMail: Boolean(MAIL_FROM),
    senderFault: senderFault(MAIL_FROM ?? null),
    now: new Date(),
  });
  const { isInActions } = readSettings();
  const warnings = content ? weightWarnings(content) : [];
  for (const line of report(warnings, { isInActions, gravity: 'warning' })) io.error(line);
  const notices = content
    ? [...found, ...(await legalNotices(io.root, content.site)), ...undatedNotices(content)]
    : found;
  for (const line of report(notices, { isInActions, gravity: 'notice' })) io.error(line);
  const unseen = unseenHistory(history);
  if (unseen !== null) io.error(`Notice: ${unseen}`);
  if (mistakes.length > 0) throw new CommandError(1, report(mistakes, { isInActions }).join('\n'));
  const campaigns = content?.campaigns.length ?? 0;
  io.out(`The content is fine: ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'}.`);
}

/** Says which older texts nobody could compare; `null` if there is nothing to say. */
function unseenHistory(history: History): string | null {
  if (history.kind === 'none')
    return `no older texts were compared, so a changed text can go unnoticed: ${history.why}.`;
  return history.isShallow
    ? 'this clone lacks its older commits, so only texts since then were compared: git fetch --unshallow brings the rest.'
    : null;
}
