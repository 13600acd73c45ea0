import type { SeenSettings } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import { setting } from './where.ts';

/** The public keys that are set here. */
export interface KeysHere {
  readonly number: number;
  readonly fingerprint: string | null;
}

/** Do functions seal, as the pages say, and to the keys that are set here? */
export function checkSeenRecipients(seen: SeenSettings, here: KeysHere | null): Finding[] {
  const { recipients, pages, settings } = seen;
  const where = setting(seen, 'SIGNATURE_RECIPIENTS');
  if (settings.SIGNATURE_RECIPIENTS === 'wrong') {
    return [
      {
        level: 'error',
        what: 'SIGNATURE_RECIPIENTS holds what is no public key: nobody can sign.',
        mend: `Write the public halves (age1…) with commas between them. ${where}`,
      },
    ];
  }
  if (recipients.number === 0) return [withoutKeys(pages.sealed, where)];
  return [
    ...(pages.sealed || seen.context === ''
      ? []
      : [
          {
            level: 'warning',
            what: 'Functions seal signatures, and the privacy page says that they do not: the build sees no SIGNATURE_RECIPIENTS.',
            mend: where,
          } as const,
        ]),
    compared(seen, here),
  ];
}

function withoutKeys(isPromised: boolean, where: string): Finding {
  if (isPromised) {
    return {
      level: 'error',
      what: 'The privacy page promises sealing, and functions see no SIGNATURE_RECIPIENTS: nobody can sign.',
      mend: where,
    };
  }
  return {
    level: 'warning',
    what: 'Functions see no SIGNATURE_RECIPIENTS: signatures are stored open, and the privacy page says so.',
    mend: `npm run keys -- --pair makes a pair: set its public half. ${where}`,
  };
}

function compared({ recipients: { number, fingerprint } }: SeenSettings, here: KeysHere | null): Finding {
  const told = `Keys: ${number}, together ${fingerprint ?? ''}`;
  if (here === null) {
    return {
      level: 'fine',
      what: `Functions seal signatures. ${told}. To compare them, set SIGNATURE_RECIPIENTS here, too.`,
    };
  }
  if (here.number === number && here.fingerprint === fingerprint)
    return { level: 'fine', what: `Functions seal signatures to the keys that are set here. ${told}` };
  return {
    level: 'error',
    what: `Functions seal signatures to other keys than those set here. ${told}; here ${here.number}, together ${here.fingerprint ?? ''}`,
    mend: 'Which are yours? Take out of SIGNATURE_RECIPIENTS, here or there, each key whose private half you do not hold.',
  };
}
