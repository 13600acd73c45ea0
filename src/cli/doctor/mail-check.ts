import type { Campaign } from '#domain/campaign.ts';
import { isBlocked, parseMailServer } from '#mail/mail-server.ts';
import { MailSettingError } from '#mail/mail-setting-error.ts';
import { parseSender } from '#mail/sender.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { isHostBuild, isOwnMachine, valueOf } from './variables.ts';
import { whereHere } from './where-here.ts';

/** These domains are nobody's (RFC 2606). */
const EXAMPLE = /@example\.(?:org|com|net)>?$/iu;

/** Can mails go out, where a campaign demands that addresses are confirmed? Nothing is sent or connected. */
export function checkMail(variables: Environment, campaigns: readonly Campaign[]): Finding[] {
  const sender = valueOf(variables, 'MAIL_FROM');
  const service = valueOf(variables, 'MAIL_URL');
  const demanding = campaigns
    .filter(({ confirmation }) => confirmation === 'required')
    .map(({ slug }) => slug);
  if (sender === null) return withoutSender(demanding, service !== null, whereHere(variables, 'MAIL_FROM'));
  const found: Finding[] = [
    ...wrongIn(() => {
      parseSender(sender);
    }),
    ...wrongIn(() => {
      if (service !== null) checkService(service);
    }),
  ];
  if (service === null && !isHostBuild(variables)) {
    const isOwn = isOwnMachine(variables);
    found.push({
      level: isOwn ? 'error' : 'warning',
      what: isOwn
        ? 'MAIL_URL is not set: mails lie in .netlify/mail and reach nobody.'
        : 'MAIL_URL is not set: functions send no mail.',
      mend: `Write it as smtps://user:password@mail.example.org:465, as your mail service says. ${whereHere(variables, 'MAIL_URL')}`,
    });
  }
  if (found.length > 0) return found;
  if (EXAMPLE.test(sender)) {
    return [
      {
        level: 'warning',
        what: 'MAIL_FROM is an address of the examples, which no mail service takes.',
        mend: `Write an address that your mail service knows as yours. ${whereHere(variables, 'MAIL_FROM')}`,
      },
    ];
  }
  const names = service === null ? 'MAIL_FROM is' : 'MAIL_FROM and MAIL_URL are';
  return [
    {
      level: 'fine',
      what: `${names} well formed. Whether mails go out is tried on the site: npm run doctor -- --site <site> --mail <address>`,
    },
  ];
}

function withoutSender(demanding: readonly string[], hasService: boolean, where: string): Finding[] {
  if (demanding.length > 0) {
    return [
      {
        level: 'error',
        what: `MAIL_FROM is not set, and these campaigns demand confirmation by mail: ${demanding.join(', ')}`,
        mend: `Write an address, or a name and an address: Clean River <news@example.org>. ${where} Then set MAIL_URL.`,
      },
    ];
  }
  return hasService
    ? [
        {
          level: 'warning',
          what: 'MAIL_URL is set but MAIL_FROM is not, so no mail goes out.',
          mend: `Write an address, or a name and an address: Clean River <news@example.org>. ${where}`,
        },
      ]
    : [{ level: 'note', what: 'MAIL_FROM is not set: no mail goes out, and no campaign needs one.' }];
}

/** Throws for an address of no use. */
function checkService(service: string): void {
  if (!isBlocked(parseMailServer(service))) return;
  const mend = 'Take 465, or 587 with smtp://, as your mail service says.';
  throw new MailSettingError('MAIL_URL', 'uses port 25, which hosts of functions block.', mend);
}

function wrongIn(check: () => void): Finding[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof MailSettingError) return [{ level: 'error', what: error.what, mend: error.mend }];
    throw error;
  }
}
