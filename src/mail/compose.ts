import { translator, type Translator } from '#i18n/translate.ts';
import { type Letter, type Part, section, sentence, toHtml, toText, type Words } from './letter.ts';
import type { Mail, Sender } from './mail.ts';
import { shown } from './shown.ts';

/** What every mail of a campaign says. */
export interface MailFacts {
  readonly to: string;
  readonly from: Sender;
  readonly locale: string;
  readonly organization: string;
  /** The campaign's title and its language; `null` for a discreet one, whose mails name no topic. */
  readonly title: Words | null;
  readonly askedAt: Date;
  /** The link that takes it back, on the site's own address. */
  readonly withdrawUrl: string;
}

/** What a mail adds that asks to confirm. */
export interface ConfirmingFacts extends MailFacts {
  /** As people read it: `7K3QD-9XW2M`. */
  readonly code: string;
  readonly confirmUrl: string;
}

/** The words of a mail. Those of a discreet campaign say neither what it is about nor that somebody signed. */
type Kind = 'signing' | 'signing.discreet' | 'news' | 'news.discreet';
type WithdrawalKind = 'withdrawal' | 'withdrawal.discreet';

/** The mail that asks to confirm a signature. */
export function signingMail(facts: ConfirmingFacts): Mail {
  return confirmingMail(facts, facts.title ? 'signing' : 'signing.discreet');
}

/** The mail that asks to confirm a wish for news. */
export function newsMail(facts: ConfirmingFacts): Mail {
  return confirmingMail(facts, facts.title ? 'news' : 'news.discreet');
}

/** The mail with a link that takes a signature back. */
export function withdrawalMail(facts: MailFacts): Mail {
  const t = translator(facts.locale);
  const kind: WithdrawalKind = facts.title ? 'withdrawal' : 'withdrawal.discreet';
  const parts: Part[] = [
    ...opening(t, kind, facts),
    sentence(t(`mail.${kind}.how`)),
    { kind: 'link', url: facts.withdrawUrl, name: t(`mail.${kind}.open`), isMain: true },
    sentence(t('mail.withdraw.lasts')),
    ...section(t('mail.notYou'), t(`mail.${kind}.notYou`)),
    ...section(t('mail.withdrawal.means'), t(`mail.${kind}.meaning`), t('mail.withdrawal.left')),
    ...section(t('mail.address'), t('mail.address.memory')),
  ];
  return toMail(facts, subjectOf(t(`mail.${kind}.title`), facts), { locale: t.locale, parts }, [
    facts.withdrawUrl,
  ]);
}

/** The code comes first, because it always works. The link comes second, and taking back last. */
function confirmingMail(facts: ConfirmingFacts, kind: Kind): Mail {
  const t = translator(facts.locale);
  const { code, confirmUrl, withdrawUrl } = facts;
  const parts: Part[] = [
    ...opening(t, kind, facts),
    // The title of a discreet mail says it already.
    ...(facts.title ? section(t('mail.code')) : []),
    { kind: 'code', code },
    sentence(t('mail.code.how')),
    sentence(t('mail.link.how')),
    { kind: 'link', url: confirmUrl, name: t('mail.link.open'), isMain: true },
    sentence(t('mail.secret')),
    ...section(t('mail.notYou'), t(`mail.${kind}.notYou`)),
    ...section(t('mail.means'), t(`mail.${kind}.meaning`)),
    ...section(t('mail.address'), t(`mail.${kind}.address`), t('mail.address.unconfirmed')),
    ...section(t(`mail.${kind}.withdraw`), t('mail.withdraw.how')),
    { kind: 'link', url: withdrawUrl, name: t(`mail.${kind}.open`), isMain: false },
    sentence(t('mail.withdraw.lasts')),
  ];
  return toMail(facts, subjectOf(t(`mail.${kind}.title`), facts), { locale: t.locale, parts }, [
    confirmUrl,
    withdrawUrl,
  ]);
}

function opening(t: Translator, kind: Kind | WithdrawalKind, facts: MailFacts): Part[] {
  return [
    { kind: 'title', text: t(`mail.${kind}.title`) },
    ...campaignOf(t, facts),
    sentence(t(`mail.${kind}.asked`, { time: `${momentOf(t, facts.askedAt)} (UTC)` })),
  ];
}

/** A moment of UTC in words. */
export function momentOf(t: Translator, moment: Date): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(t.locale, format).format(moment);
}

/** What a mail is about. A discreet campaign has no title here, and then nobody is named either. */
export function campaignOf(
  t: Translator,
  { title, organization }: Pick<MailFacts, 'title' | 'organization'>,
): Part[] {
  const text = title ? shown(title.text, 'title') : '';
  if (!title || text === '') return [];
  const name = shown(organization, 'organization');
  const by = name === '' ? '' : t('mail.by', { organization: name });
  return [{ kind: 'quote', words: { ...title, text }, by }];
}

/** The subject of a mail, with the campaign's title where there is one. */
export function subjectOf(subject: string, { title }: Pick<MailFacts, 'title'>): string {
  const about = title ? shown(title.text, 'subject') : '';
  return about === '' ? subject : `${subject}: ${about}`;
}

/** A letter as a mail, as text and as HTML. `links`: those that a developer wants to see. */
export function toMail(
  { to, from }: Pick<MailFacts, 'to' | 'from'>,
  subject: string,
  letter: Letter,
  links: readonly string[],
): Mail {
  return { to, from, subject, text: toText(letter), html: toHtml(letter), links };
}
