import { describe, expect, it } from 'vitest';
import { mailTrouble } from '#endpoint/mailing.ts';
import { MailSettingError } from '#mail/mail-setting-error.ts';
import { MailFailure } from '#mail/mail.ts';
import { SettingsError } from '#settings/settings.ts';
import { aCampaign } from './a-campaign.ts';

describe('where a mail got stuck', () => {
  const draft = aCampaign({ status: 'draft' });
  const causes = [
    [new MailFailure('tls', 'notTaken'), 'mail.tls'],
    [new MailFailure('message', 'unknown'), 'mail.message'],
    [new MailSettingError('MAIL_FROM', 'is no sender.', 'Mend it.'), 'mail.settings'],
    [new SettingsError('MAIL_FROM is not set.'), 'mail.settings'],
    [new Error('The store is down.'), 'mail.unavailable'],
  ] as const;

  it.each(causes)('is told in a draft, which only organizers open: %s', (cause, code) => {
    expect(mailTrouble(draft, cause)).toBe(code);
  });

  it.each(causes)('is told to nobody else: %s', (cause) => {
    expect(mailTrouble(aCampaign(), cause)).toBe('mail.unavailable');
  });
});
