import type * as v from 'valibot';
import type { SiteSchema } from '#domain/site.ts';
import type { NotesOf } from './notes.ts';

/** A note for each key of `content/site.yaml`, in the order of a new file. */
export const SITE_NOTES: NotesOf<v.InferOutput<typeof SiteSchema>> = {
  organization: {
    what: 'Who runs this site: shown on every campaign that names no organization of its own.',
    example:
      'organization:\n  name: "River Keepers"\n  contact:\n    en: "Write to River Keepers, 1 Quay, Riverton."\n    es: "Escribe a River Keepers, 1 Quay, Riverton."',
    needed: 'yes',
    keys: {
      name: {
        what: 'The organization’s name, as people know it.',
        example: 'name: "River Keepers"',
        needed: 'yes',
      },
      contact: {
        what: 'How people reach you, in plain words, once per locale.',
        example: 'contact: { en: "Write to 1 Quay, Riverton.", es: "Escribe a 1 Quay, Riverton." }',
        needed: 'yes',
      },
    },
  },
  defaultLocale: {
    what: 'The language that holds each campaign’s facts, and that stands in where a translation is missing.',
    example: 'defaultLocale: en',
    needed: 'yes',
  },
  locales: { what: 'The languages of the site.', example: 'locales: [en, es]', needed: 'yes' },
  timeZone: {
    what: 'A campaign’s last day ends at midnight in this time zone.',
    example: 'timeZone: America/New_York',
    needed: 'yes',
  },
  quickExit: {
    what: 'Where “quick exit” leads: a harmless, everyday page, such as the weather.',
    example: 'quickExit: https://www.weather.gov/',
    needed: 'yes',
  },
  retention: {
    what: 'Signatures are kept this many days after a campaign closes.',
    example: 'retention: 180',
    needed: 'yes',
  },
  alarms: {
    what: 'Where a mail about an unusual hour goes, if not to the sender of all mails (MAIL_FROM).',
    example: 'alarms: alarms@river.example',
    needed: 'no',
  },
  legal: {
    what: 'What the law asks a privacy page to say, and only you know (GDPR, article 13). Whatever is not here, the page says that it is missing. One line is for all languages; a sentence may have a line for each locale.',
    example:
      'legal:\n  controller: "River Keepers e.V."\n  address: "1 Quay, 20457 Riverton"\n  basis: { en: "You agree to it by signing.", es: "Lo aceptas al firmar." }',
    needed: 'no',
    keys: {
      controller: {
        what: 'The registered name of whoever decides about the data.',
        example: 'controller: "River Keepers e.V."',
        needed: 'no',
      },
      address: { what: 'Its postal address.', example: 'address: "1 Quay, 20457 Riverton"', needed: 'no' },
      dataProtectionOfficer: {
        what: 'How to reach the officer, if you have one. Signatures show political opinions: with many of them the law wants one.',
        example: 'dataProtectionOfficer: "Ada Ember, privacy@river.example"',
        needed: 'no',
      },
      basis: {
        what: 'The legal basis. The page says by itself that signing is explicit consent (article 9(2)(a)); add what your lawyer adds.',
        example: 'basis: { en: "You agree to it by signing.", es: "Lo aceptas al firmar." }',
        needed: 'no',
      },
      processors: {
        what: 'Who else works on the data for you, such as the service that sends your news. The page names Netlify by itself; on a machine of your own say who runs it.',
        example:
          'processors: { en: "Post Office Ltd. sends our news.", es: "Post Office Ltd. envía nuestras noticias." }',
        needed: 'no',
      },
      transfers: {
        what: 'What protects the data in other countries. Netlify is in the United States: name the clauses or the decision you rely on. On a machine of your own say in which country it stands.',
        example:
          'transfers: { en: "The EU-US Data Privacy Framework.", es: "El Marco de Privacidad de Datos UE-EE. UU." }',
        needed: 'no',
      },
      authority: {
        what: 'The data protection authority that watches over you.',
        example: 'authority: "The Data Protection Commissioner of Riverton"',
        needed: 'no',
      },
    },
  },
};
