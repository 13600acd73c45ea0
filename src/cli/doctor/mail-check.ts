import { isThisMachine } from '#cli/site/site-origin.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { isHostBuild, valueOf } from './variables.ts';

const EXAMPLE = 'smtps://user:password@mail.example.org:465';
const SENDER = /^(?:[^<>\p{C}]+ <)?[^\s<>,;@\p{C}]+@[^\s<>,;@\p{C}]+\.[^\s<>,;@\p{C}]+>?$/u;

/** Can mails go out, where a campaign demands that addresses are confirmed? Nothing is sent or connected. */
export function checkMail(variables: Environment, campaigns: readonly Campaign[]): Finding[] {
  const sender = valueOf(variables, 'MAIL_FROM');
  const service = valueOf(variables, 'MAIL_URL');
  const demanding = campaigns
    .filter(({ confirmation }) => confirmation === 'required')
    .map(({ slug }) => slug);
  if (sender === null) return withoutSender(demanding, service !== null);
  const found: Finding[] = [];
  if (!SENDER.test(sender) || sender.includes('<') !== sender.endsWith('>')) {
    found.push({
      level: 'error',
      what: 'MAIL_FROM is no sender.',
      mend: 'Write an address, or a name and an address: Clean River <news@example.org>',
    });
  }
  const wrong = service === null ? null : whatIsWrong(service);
  if (wrong !== null)
    found.push({ level: 'error', what: `MAIL_URL ${wrong}`, mend: `Write it as ${EXAMPLE}` });
  if (service === null && !isHostBuild(variables)) {
    found.push({
      level: 'warning',
      what: 'MAIL_URL is not set: functions send no mail.',
      mend: 'On the host set it for Functions only.',
    });
  }
  return found.length > 0
    ? found
    : [{ level: 'fine', what: 'MAIL_FROM and MAIL_URL are well formed. This version sends no mail yet.' }];
}

function withoutSender(demanding: readonly string[], hasService: boolean): Finding[] {
  if (demanding.length > 0) {
    return [
      {
        level: 'error',
        what: `MAIL_FROM is not set, and these campaigns demand confirmation by mail: ${demanding.join(', ')}`,
        mend: 'Set MAIL_FROM for Builds and Functions, and MAIL_URL for Functions.',
      },
    ];
  }
  return hasService
    ? [
        {
          level: 'warning',
          what: 'MAIL_URL is set but MAIL_FROM is not, so no mail goes out.',
          mend: 'Set MAIL_FROM.',
        },
      ]
    : [{ level: 'note', what: 'MAIL_FROM is not set: no mail goes out, and no campaign needs one.' }];
}

/** What is wrong with the address of the mail service, as the rest of a sentence without its password. */
function whatIsWrong(service: string): string | null {
  if (!URL.canParse(service)) return 'is no address.';
  const { protocol, hostname, port } = new URL(service);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return 'begins with neither smtps:// nor smtp://.';
  if (hostname === '') return 'names no machine.';
  if (port === '25' && !isThisMachine(hostname))
    return 'uses port 25, which hosts of functions block: take 465, or 587 with smtp://.';
  return null;
}
