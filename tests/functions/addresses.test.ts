import { describe, expect, it } from 'vitest';
import {
  AUDIT_PATH,
  countPath,
  erasuresPath,
  SETTINGS_PATH,
  signaturePath,
  signaturesPath,
} from '#domain/api-paths.ts';
import { config as audit } from '../../netlify/functions/audit.ts';
import { config as count } from '../../netlify/functions/count.ts';
import { config as download } from '../../netlify/functions/download.ts';
import { config as eraseAddress } from '../../netlify/functions/erase-address.ts';
import { config as erase } from '../../netlify/functions/erase.ts';
import { config as settings } from '../../netlify/functions/settings.ts';
import { config as sign } from '../../netlify/functions/sign.ts';

describe('the address of an endpoint', () => {
  // The platform reads `config` without running the file, so each path is a literal.
  it.each([
    ['sign', sign, signaturesPath(':campaign')],
    ['download', download, signaturesPath(':campaign')],
    ['count', count, countPath(':campaign')],
    ['erase', erase, signaturePath(':campaign', ':id')],
    ['erase-address', eraseAddress, erasuresPath(':campaign')],
    ['audit', audit, AUDIT_PATH],
    ['settings', settings, SETTINGS_PATH],
  ])('is the one that clients ask for: %s', (_, { path }, asked) => {
    expect(path).toBe(asked);
  });
});
