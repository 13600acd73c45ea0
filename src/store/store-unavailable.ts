import { isOwnError, OwnError } from '#domain/own-error.ts';

/**
 * The store did not confirm a request. The message contains no personal data. It says why, where an error of ours knows
 * it: that the disk of this machine is full, for example.
 */
export class StoreUnavailable extends OwnError {
  override readonly name = 'StoreUnavailable';

  constructor(verb: string, cause?: unknown) {
    const why = isOwnError(cause) && !(cause instanceof StoreUnavailable) ? ` ${cause.message}` : '';
    super(`The store did not confirm: ${verb}.${why}`, { cause });
  }
}

/** Wraps a method: it throws `StoreUnavailable` for every error of the client. */
export function confirmed<Given extends unknown[], Output>(
  verb: string,
  ask: (...given: Given) => Promise<Output>,
): (...given: Given) => Promise<Output> {
  return async (...given) => {
    try {
      return await ask(...given);
    } catch (error) {
      throw new StoreUnavailable(verb, error);
    }
  };
}
