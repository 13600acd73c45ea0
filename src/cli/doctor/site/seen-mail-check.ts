import type { SeenSettings } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import { setting } from './where.ts';

const SERVER =
  'Write it as smtps://user:password@mail.example.org:465, and in the name and password %40 for @.';

/** Do functions have what sending mails needs? `demanding` are campaigns that do not work without. */
export function checkSeenMail(seen: SeenSettings, demanding: readonly string[]): Finding[] {
  const { MAIL_FROM: from, MAIL_URL: url } = seen.settings;
  const wrong: Finding[] = [];
  if (from === 'wrong') {
    wrong.push({
      level: 'error',
      what: 'MAIL_FROM is no sender, so no mail goes out.',
      mend: `Write an address, or a name and an address: Clean River <news@example.org>. ${setting(seen, 'MAIL_FROM')}`,
    });
  }
  if (url === 'wrong')
    wrong.push({
      level: 'error',
      what: 'MAIL_URL is no address of a mail service.',
      mend: `${SERVER} ${setting(seen, 'MAIL_URL')}`,
    });
  if (url === 'port25') {
    wrong.push({
      level: 'error',
      what: 'MAIL_URL uses port 25, which hosts of functions block.',
      mend: `Take 465, or 587 with smtp://, as your mail service says. ${setting(seen, 'MAIL_URL')}`,
    });
  }
  if (wrong.length > 0) return wrong;
  if (from === 'missing') return [withoutSender(seen, url === 'missing', demanding)];
  if (url === 'missing') {
    if (seen.context === '')
      return [{ level: 'note', what: 'MAIL_URL is not set: while developing, mails lie in .netlify/mail.' }];
    return [
      {
        level: 'error',
        what: 'Functions see MAIL_FROM and no MAIL_URL: the pages offer mails, and none goes out.',
        mend: setting(seen, 'MAIL_URL'),
      },
    ];
  }
  const line = seen.mail.tls === false ? 'over an open line on its own machine' : 'over a protected line';
  return [
    {
      level: 'fine',
      what: `Functions see MAIL_FROM and MAIL_URL: mails go ${line}. To send one, add --mail <your address>`,
    },
  ];
}

function withoutSender(seen: SeenSettings, isBare: boolean, demanding: readonly string[]): Finding {
  const mend = setting(seen, 'MAIL_FROM');
  if (demanding.length > 0) {
    return {
      level: 'error',
      what: `Functions see no MAIL_FROM, and these campaigns demand confirmation by mail: ${demanding.join(', ')}`,
      mend,
    };
  }
  return isBare
    ? { level: 'note', what: 'Functions see no MAIL_FROM: no mail goes out, and no campaign needs one.' }
    : { level: 'warning', what: 'Functions see MAIL_URL and no MAIL_FROM, so no mail goes out.', mend };
}
