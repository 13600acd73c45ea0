import { LEGAL_KEYS, legalText } from '#domain/legal.ts';
import type { Site } from '#domain/site.ts';
import type { Askable } from '#domain/supporter.ts';
import type { Host } from '#settings/settings.ts';
import { legalSentence, quoting, sentence, type Sentence } from './sentence.ts';

/** What the sentences of the law depend on. */
export interface LawfulFacts {
  readonly site: Site;
  readonly locale: string;
  /** The optional fields that any campaign asks for. */
  readonly asked: ReadonlySet<Askable>;
  /** True if the site sends mails, and so takes wishes for news without a signature too. */
  readonly hasMail: boolean;
  readonly host: Host;
}

/** Who is responsible, and how to reach them (GDPR, article 13(1)(a) and (b)). */
export function whoIsResponsible({ site, locale }: LawfulFacts): Sentence[] {
  const isMissing = LEGAL_KEYS.some((key) => legalText(site, key, locale) === null);
  return [
    legalSentence(site, locale, {
      key: 'controller',
      given: 'privacy.controller.name',
      missing: 'privacy.controller.noName',
    }),
    legalSentence(site, locale, {
      key: 'address',
      given: 'privacy.controller.address',
      missing: 'privacy.controller.noAddress',
    }),
    contact({ site, locale }),
    legalSentence(site, locale, {
      key: 'dataProtectionOfficer',
      given: 'privacy.controller.officer',
      missing: 'privacy.controller.noOfficer',
    }),
    ...(isMissing ? [sentence('privacy.controller.ask')] : []),
  ];
}

/** The purposes and the legal basis (article 13(1)(c)). */
export function whatFor({ site, locale, asked, hasMail }: LawfulFacts): Sentence[] {
  return [
    sentence('privacy.why.purpose'),
    ...(asked.has('postalCode') || asked.has('country') ? [sentence('privacy.why.place')] : []),
    ...(asked.has('updates') || hasMail ? [sentence('privacy.why.updates')] : []),
    sentence('privacy.why.consent'),
    legalSentence(site, locale, {
      key: 'basis',
      given: 'privacy.why.basis',
      missing: 'privacy.why.noBasis',
    }),
  ];
}

/** Who else works on the data (article 13(1)(e)). */
export function whoElse({ site, locale, asked, hasMail }: LawfulFacts): Sentence[] {
  const organization = { organization: site.organization.name };
  const mail = hasMail ? [sentence('privacy.who.mailService')] : [];
  const others = legalText(site, 'processors', locale);
  if (others) return [...mail, quoting('privacy.who.processors', others)];
  return [
    ...mail,
    ...(hasMail ? [sentence('privacy.who.noMailService', organization)] : []),
    sentence('privacy.who.noProcessors', organization),
    ...(asked.has('updates') || hasMail ? [sentence('privacy.who.mailing')] : []),
  ];
}

/** Transfers to other countries (article 13(1)(f)). */
export function otherCountries({ site, locale, hasMail, host }: LawfulFacts): Sentence[] {
  if (host === 'own') {
    return [
      sentence(hasMail ? 'privacy.abroad.ownMail' : 'privacy.abroad.own'),
      legalSentence(site, locale, {
        key: 'transfers',
        given: 'privacy.abroad.ownTransfers',
        missing: 'privacy.abroad.noCountry',
      }),
    ];
  }
  return [
    sentence('privacy.abroad.host'),
    legalSentence(site, locale, {
      key: 'transfers',
      given: 'privacy.abroad.transfers',
      missing: 'privacy.abroad.noTransfers',
    }),
  ];
}

/**
 * The rights, and how to use them (articles 13(2)(b) and (c), and 7(3)). `takingBack` says how to withdraw.
 */
export function rights(
  { site, locale, asked, hasMail }: LawfulFacts,
  takingBack: readonly Sentence[],
): Sentence[] {
  return [
    contact({ site, locale }),
    sentence('privacy.rights.withdraw'),
    ...takingBack,
    sentence('privacy.rights.copies'),
    sentence('privacy.rights.access'),
    sentence('privacy.rights.correct'),
    sentence('privacy.rights.restrict'),
    ...(asked.has('updates') ? [sentence('privacy.rights.news')] : []),
    ...(hasMail ? [sentence('privacy.rights.newsBack')] : []),
    ...(legalText(site, 'basis', locale) ? [sentence('privacy.rights.object')] : []),
    sentence('privacy.rights.month'),
  ];
}

/** The complaint to an authority (article 13(2)(d)). */
export function complaint({ site, locale }: LawfulFacts): Sentence[] {
  return [
    sentence('privacy.complaint.right'),
    legalSentence(site, locale, {
      key: 'authority',
      given: 'privacy.complaint.authority',
      missing: 'privacy.complaint.noAuthority',
    }),
  ];
}

/** What has to be given (article 13(2)(e)). */
export function whatIsRequired({ asked }: Pick<LawfulFacts, 'asked'>): Sentence[] {
  return [sentence('privacy.kept.required'), ...(asked.size > 0 ? [sentence('privacy.kept.optional')] : [])];
}

/** That no program decides (article 13(2)(f)). */
export const AUTOMATIC: readonly Sentence[] = [sentence('privacy.automatic.none')];

function contact({ site, locale }: Pick<LawfulFacts, 'site' | 'locale'>): Sentence {
  return quoting('privacy.contact', { text: site.organization.contact[locale] ?? '', locale });
}
