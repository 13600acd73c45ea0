import type { OpenStores } from '#store/stores.ts';

/** The part of the platform's function context that this project uses. */
export interface Invocation {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deploy: { readonly context: string };
  /** Where this host keeps its stores. The platform gives none, and its functions keep them in Netlify Blobs. */
  readonly stores?: OpenStores;
}

/** What opening a store takes of an invocation. */
export type Place = Pick<Invocation, 'deploy' | 'stores'>;

/** A function of the platform. */
export type Endpoint = (request: Request, context: Invocation) => Promise<Response>;
