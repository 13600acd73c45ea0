import * as v from 'valibot';
import { CommandError } from '#cli/command/command.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { withdrawalMailsPath } from '#domain/api-paths.ts';
import { isTyped } from '#domain/own-answer.ts';
import { type Finding, judge } from './finding.ts';
import { PATIENCE_MS } from './public-request.ts';

const TAKEN =
  'Look for it in that mailbox, and among the spam. An address gets one such mail a day (UTC): for a second try take another, which differs before any +.';

/** Where a mail got stuck, and how to mend it. Functions tell these codes to organizers only. */
const STUCK: Readonly<Record<string, string>> = {
  'mail.settings':
    'MAIL_URL or MAIL_FROM is missing for functions, or wrong: npm run doctor says which; then deploy again',
  'mail.connect':
    'the mail service does not answer: look at the name and the port in MAIL_URL; hosts block port 25, so take 465 or 587',
  'mail.tls':
    'no protected connection: write the name that stands in the certificate of the service, with smtps:// and port 465, or with smtp:// and 587',
  'mail.login':
    'the name or the password is not taken: write them anew in MAIL_URL, with %23 for #, %2F for /, %40 for @ and %25 for %',
  'mail.sender':
    'the sender is not taken: write in MAIL_FROM an address that the mail service knows as yours',
  'mail.recipient':
    'the mail service takes no mail for this address now: try again in some minutes, or look at its limits',
  'mail.message':
    'the message itself was not surely taken: look at the log of the mail service, which may hold it for spam or be at its limit',
  'mail.unavailable':
    'the log of the functions says why; where it got stuck is told only in a draft that your token opens',
  'email.undeliverable':
    'the mail service refuses this address: try another one of yours; some send to few addresses until they know you',
};

const ErrorsSchema = v.object({ errors: v.tuple([v.object({ code: v.string() })]) });

/** Lets the site send a mail, as it sends the link for taking back, and says where it got stuck. */
export async function proveMail(
  site: OrganizersSite,
  draft: string,
  email: string,
  stopped: AbortSignal,
): Promise<Finding> {
  const response = await site.ask(withdrawalMailsPath(draft), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stopped]),
  });
  const what = 'The mail service of the site took a mail';
  const isOurs = isTyped('application/json', response);
  if (response.status === 202 && isOurs) return judge(what, [], TAKEN);
  const code = isOurs ? codeIn(await response.json()) : '';
  const stuck = STUCK[code];
  if (stuck !== undefined) return judge(what, [`${code}: ${stuck}`]);
  throw (
    whyRefused(response, draft, site.origin) ??
    new CommandError(
      1,
      `${site.origin} answers ${response.status}${code === '' ? '' : ` (${code})`} to asking for a mail.`,
    )
  );
}

function codeIn(answer: unknown): string {
  const read = v.safeParse(ErrorsSchema, answer);
  return read.success ? read.output.errors[0].code : '';
}
