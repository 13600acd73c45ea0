import { blobSignatureStore } from '#blobs/blob-signature-store.ts';
import type { Budget } from '#blobs/patient-fetch.ts';
import type { SignatureStore } from '#blobs/signature-store.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/campaign-schema.ts';
import { type Organizer, organizerOf, parseOrganizers } from '#http/organizers.ts';
import { builtSite, developedSite, type SiteFiles } from '#http/site-files.ts';
import { deployedCampaign, deployedSite } from './deployed-content.ts';
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
  /** The organizer who sends the request, or `null`. */
  organizer(request: Request): Organizer | null;
  site(): Promise<Site>;
  campaign(slug: string): Promise<Campaign | null>;
  /** The signatures of this deploy context. The budget starts to run when it is called. */
  signatures(budget: Budget): SignatureStore;
  readonly files: SiteFiles;
  now(): Date;
}

/** The one place where functions meet the environment. Every part is made when it is first asked for. */
export function servicesFor(context: Invocation): Services {
  const settings = parseSettings(process.env);
  return {
    secret: () => {
      if (settings.signatureSecret === null) {
        console.error(
          'SIGNATURE_SECRET is not set or shorter than 32 characters: add it under Environment variables.',
        );
      }
      return settings.signatureSecret;
    },
    organizer: (request) => {
      const { organizers, complaints } = parseOrganizers(settings.organizerTokens);
      for (const complaint of complaints) console.error(complaint);
      return organizerOf(request, organizers);
    },
    site: deployedSite,
    campaign: deployedCampaign,
    signatures: (budget) => blobSignatureStore(storeName('signatures', context), budget),
    files: settings.devServer === null ? builtSite : developedSite(settings.devServer),
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
