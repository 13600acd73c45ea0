import { translator } from '#i18n/translate.ts';
import { campaignOf, type MailFacts, momentOf, subjectOf, toMail } from './compose.ts';
import { type Part, section, sentence } from './letter.ts';
import type { Mail } from './mail.ts';

/** What the mail about an alarm says. */
export interface AlarmFacts extends Omit<MailFacts, 'askedAt' | 'withdrawUrl'> {
  /** The end of the hour. */
  readonly at: Date;
  /** How many signatures came in it. */
  readonly count: number;
  /** How many came in an ordinary hour before it. */
  readonly usual: number;
  /** The desk, on the site's own address. */
  readonly deskUrl: string;
}

/** The mail to the organizers about an hour with far more signatures than usual. It names no supporter. */
export function alarmMail(facts: AlarmFacts): Mail {
  const { at, count, usual, deskUrl } = facts;
  const t = translator(facts.locale);
  const kind = facts.title ? 'alarm' : 'alarm.discreet';
  const title = t(`mail.${kind}.title`);
  const parts: Part[] = [
    { kind: 'title', text: title },
    ...campaignOf(t, facts),
    sentence(t(`mail.${kind}.came`, { count, time: momentOf(t, at) })),
    sentence(t('mail.alarm.usual', { usual: Math.floor(usual) })),
    ...section(t('mail.alarm.means'), t('mail.alarm.good'), t('mail.alarm.bad')),
    ...section(t('mail.alarm.do'), t('mail.alarm.look')),
    { kind: 'link', url: deskUrl, name: t('mail.alarm.open'), isMain: true },
    sentence(t('mail.alarm.aside')),
    sentence(t('mail.alarm.once')),
  ];
  return toMail(facts, subjectOf(title, facts), { locale: t.locale, parts }, [deskUrl]);
}
