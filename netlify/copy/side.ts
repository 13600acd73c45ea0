import { CommandError } from '#cli/command/command.ts';
import { DataFileError } from '#sqlite/data-file-error.ts';
import type { Budget } from '#store/budget.ts';
import type { Blobs, OpenStores } from '#store/stores.ts';

/** One side of a copy: its stores, and what its people call it. */
export interface Side {
  readonly words: string;
  /** The deploy context in the names of its stores. */
  readonly context: string;
  readonly stores: OpenStores;
  /** True where a condition does not protect what is there: then each key is read before it is written. */
  readonly readsFirst?: boolean;
}

/** The verbs that a copy uses. */
export type CopiedBlobs = Pick<
  Blobs,
  'create' | 'read' | 'readVersion' | 'replace' | 'erase' | 'keys' | 'count' | 'eachPage' | 'folders'
>;

/**
 * A store of a side, with all the patience of a command: each call has a budget of its own. It outlasts a minute
 * without an answer, and Netlify's limit of requests a minute. An error becomes a sentence that says what to do.
 */
export function blobsOf(side: Omit<Side, 'context'>, name: string, budget: Budget = PATIENCE): CopiedBlobs {
  const ask = <Answer>(act: (blobs: Blobs) => Promise<Answer>) =>
    answered(side, () => act(side.stores(budget).open(name)));
  return {
    create: (key, text) =>
      ask(async (blobs) => {
        if (side.readsFirst === true && (await blobs.read(key)) !== null) return false;
        return blobs.create(key, text);
      }),
    read: (key) => ask((blobs) => blobs.read(key)),
    readVersion: (key) => ask((blobs) => blobs.readVersion(key)),
    replace: (key, text, version) => ask((blobs) => blobs.replace(key, text, version)),
    erase: (key) => ask((blobs) => blobs.erase(key)),
    keys: (prefix) => ask((blobs) => blobs.keys(prefix)),
    count: (folder) => ask((blobs) => blobs.count(folder)),
    eachPage: (folder, prefixes, visit) => ask((blobs) => blobs.eachPage(folder, prefixes, visit)),
    folders: () => ask((blobs) => blobs.folders()),
  };
}

/** The names of all stores of a side. */
export function namesOf(side: Omit<Side, 'context'>, budget: Budget = PATIENCE): Promise<string[]> {
  return answered(side, () => side.stores(budget).names());
}

/** The pauses between tries double, up to 102 s in all. The limit of Netlify's API is by the minute. */
const PATIENCE: Budget = { totalMs: 180_000, attemptMs: 60_000 };

async function answered<Answer>({ words }: Pick<Side, 'words'>, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    throw toSentence(words, error);
  }
}

function toSentence(words: string, error: unknown): CommandError {
  // It says itself what to do: to make room, for example.
  if (error instanceof DataFileError) return new CommandError(1, error.message, error);
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 401 || status === 403 || status === 404) {
    return new CommandError(
      2,
      `${words} does not let us in (${status}). NETLIFY_SITE_ID has to be the site's ID, and NETLIFY_AUTH_TOKEN a personal access token of somebody who may change the site.`,
      error,
    );
  }
  return new CommandError(
    1,
    `${words} did not confirm. Nothing is lost or doubled: run the same command again, and it goes on.`,
    error,
  );
}
