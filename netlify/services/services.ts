import { blobSignatureStore } from '#blobs/blob-signature-store.ts';
import type { Budget } from '#blobs/patient-fetch.ts';
import type { SignatureStore } from '#blobs/signature-store.ts';
import type { AuditLog } from '#audit/audit-log.ts';
import { blobAuditLog } from '#blobs/blob-audit-log.ts';
import type { OpenSignature } from '#domain/row.ts';
import type { Signature } from '#domain/signature.ts';
import { noteRefusal } from '#http/refused-tokens.ts';
import { isSealingPromised } from '#http/sealing-promise.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import { seal } from '#sealing/seal.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/campaign-schema.ts';
import { type Organizer, organizerOf, parseOrganizers } from '#http/organizers.ts';
import { builtSite, developedSite, type SiteFiles } from '#http/site-files.ts';
import { deployedCampaign, deployedCampaigns, deployedSite } from './deployed-content.ts';
import { parseSettings, SettingsError } from './settings.ts';

/** What we use of the context that the platform hands a function. */
export interface Invocation {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deploy: { readonly context: string };
}

/** Everything a function needs from outside, made for one request. */
export interface Services {
  /** `null` where `SIGNATURE_SECRET` is missing, which the log then says. */
  secret(): string | null;
  /** The organizer who sends the request, or `null`; a token that was refused is noted in the log. */
  organizer(request: Request): Promise<Organizer | null>;
  site(): Promise<Site>;
  campaign(slug: string): Promise<Campaign | null>;
  /** All campaigns of this deploy, drafts too. */
  campaigns(): Promise<Campaign[]>;
  /** The signatures of this deploy context. The budget starts to run when it is called. */
  signatures(budget: Budget): SignatureStore;
  /** A signature as it is to be stored: sealed, where there is anybody to seal it to. */
  toStored(signature: OpenSignature): Promise<Signature>;
  /** True where signatures are sealed before they are stored. Throws where a recipient is not valid. */
  isSealing(): boolean;
  /** The log of downloads and erasures. The budget starts to run when it is called. */
  audit(budget: Budget): AuditLog;
  readonly files: SiteFiles;
  now(): Date;
}

/** Whoever tries tokens must not be able to hold a function for long. */
const REFUSAL_BUDGET = { totalMs: 2_000, attemptMs: 1_000 };

const UNSEALED =
  'SIGNATURE_RECIPIENTS was set when the site was built, which promises sealed signatures, and is not set for functions: give it both scopes and deploy again.';

/** The one place where functions meet the environment. Every part is made when it is first asked for. */
export function servicesFor(context: Invocation): Services {
  const settings = parseSettings(process.env);
  const files = settings.devServer === null ? builtSite : developedSite(settings.devServer);
  const audit = (budget: Budget) => blobAuditLog(storeName('audit', context), budget);
  return {
    secret: () => {
      if (settings.signatureSecret === null) {
        console.error(
          'SIGNATURE_SECRET is not set or shorter than 32 characters: add it under Environment variables.',
        );
      }
      return settings.signatureSecret;
    },
    organizer: async (request) => {
      const { organizers, complaints } = parseOrganizers(settings.organizerTokens);
      for (const complaint of complaints) console.error(complaint);
      const organizer = organizerOf(request, organizers);
      if (!organizer && request.headers.has('authorization'))
        await noteRefusal(audit(REFUSAL_BUDGET), new Date());
      return organizer;
    },
    site: deployedSite,
    campaign: deployedCampaign,
    campaigns: deployedCampaigns,
    signatures: (budget) => blobSignatureStore(storeName('signatures', context), budget),
    toStored: async (signature) => {
      const recipients = parseRecipients(settings.signatureRecipients);
      if (recipients.length > 0) return seal(signature, recipients);
      if (await isSealingPromised(files)) throw new SettingsError(UNSEALED);
      return signature;
    },
    isSealing: () => parseRecipients(settings.signatureRecipients).length > 0,
    audit,
    files,
    now: () => new Date(),
  };
}

/** Deploy contexts of Netlify, https://docs.netlify.com/site-deploys/overview/#deploy-contexts. */
const CONTEXTS = ['production', 'deploy-preview', 'branch-deploy', 'dev'];

/**
 * The name of a store, which carries the deploy context: all deploys of a site share its stores, and a preview must
 * never write production's signatures. Empty means this machine; a context we do not know gets no store at all.
 */
function storeName(kind: string, { deploy }: Invocation): string {
  const context = deploy.context === '' ? 'local' : deploy.context;
  if (context !== 'local' && !CONTEXTS.includes(context)) {
    throw new SettingsError(`The deploy context ${context} is not known, so it has no store.`);
  }
  return `${kind}-${context}`;
}
