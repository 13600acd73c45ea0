/** The part of the platform's function context that this project uses. */
export interface Invocation {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deploy: { readonly context: string };
}

/** A function of the platform. */
export type Endpoint = (request: Request, context: Invocation) => Promise<Response>;
