import type { KeepingServices } from '#actions/number-keeper.ts';
import { deployedCampaigns, deployedSite, deployedTitle } from '#deploy/deployed-content.ts';
import type { Alarm } from '#domain/alarm.ts';
import { type Campaign, organizationOf } from '#domain/campaign.ts';
import { OwnError } from '#domain/own-error.ts';
import { alarmMail } from '#mail/alarm-mail.ts';
import type { Mail } from '#mail/mail.ts';
import { coarseDraw } from '#secret/coarse-draw.ts';
import { readSettings } from '#settings/settings.ts';
import { mailService } from '#smtp/mail-service.ts';
import type { Budget } from '#store/budget.ts';
import { signatureSecret } from './entry-ids.ts';
import type { Place } from './invocation.ts';
import { mailSender } from './mailing.ts';
import { ownOrigin } from './own-origin.ts';
import { asideStore, auditStore, numberStore, shareStore, signatureStore } from './stores.ts';

/** What publishing and keeping the numbers needs from this deploy. The budget starts now. */
export async function keepingServices(
  context: Place,
  budget: Budget,
  hasTime: () => boolean,
): Promise<KeepingServices> {
  return {
    campaigns: await deployedCampaigns(),
    signatures: signatureStore(context, budget),
    asides: asideStore(context, budget),
    shares: shareStore(context, budget),
    numbers: numberStore(context, budget),
    audit: auditStore(context, budget),
    drawOf: (key, change) => coarseDraw(signatureSecret(), key, change),
    tellOf: async (campaign, alarm, at) => {
      if (readSettings().mailFrom === null) return;
      // A mail may take 8 s, and the platform ends this function.
      if (!hasTime()) throw new AlarmNotMailed();
      await mailService().deliver(await mailOf(campaign, alarm, at));
    },
    now: () => new Date(),
  };
}

/** An alarm came too late in a run for its mail. */
class AlarmNotMailed extends OwnError {
  override readonly name = 'AlarmNotMailed';

  constructor() {
    super('No time was left for the mail about an alarm. The log of the desk has the alarm.');
  }
}

/** The mail about an alarm, in the site's default language. */
async function mailOf(campaign: Campaign, { count, usual }: Alarm, at: Date): Promise<Mail> {
  const site = await deployedSite();
  const { address, name } = mailSender();
  return alarmMail({
    to: site.alarms ?? address,
    from: { address, name: campaign.discreet ? '' : name },
    locale: site.defaultLocale,
    organization: organizationOf(campaign, site),
    title: campaign.discreet ? null : await deployedTitle(campaign, site.defaultLocale),
    at,
    count,
    usual,
    deskUrl: new URL('/organizers/', ownOrigin()).href,
  });
}
