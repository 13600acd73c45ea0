/** What we use of the context that the platform hands a function. */
export interface Invocation {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deploy: { readonly context: string };
}

/** A function of the platform. */
export type Endpoint = (request: Request, context: Invocation) => Promise<Response>;
