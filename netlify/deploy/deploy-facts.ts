import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { onceUnlessFailed } from '#domain/once.ts';
import { headersOfData } from '#domain/policies.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';

const DeployFactsSchema = v.object({
  /** The host that the site's pages name. Builds that do not say it were made when there was only one. */
  host: v.optional(v.picklist(['netlify', 'own']), 'netlify'),
  /** When the build of the site began: no page is older. Older builds do not say it. */
  built: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  /** True if the built site says that signatures are sealed. */
  sealed: v.boolean(),
  /** The headers of every page. No answer goes out without a policy. */
  headers: v.objectWithRest({ 'Content-Security-Policy': v.string() }, v.string()),
  /** The headers by path pattern. A later pattern that matches replaces what an earlier one says. */
  rules: v.optional(v.record(v.string(), v.record(v.string(), v.string())), {}),
  /** Where all below an address leads. Both addresses end with `/`. */
  redirects: v.optional(
    v.array(v.object({ from: v.string(), to: v.string(), status: v.pipe(v.number(), v.integer()) })),
    [],
  ),
});

/** The facts of a build in `dist/deploy.json`, for functions and for the server of one machine. */
export interface DeployFacts extends Omit<v.InferOutput<typeof DeployFactsSchema>, 'headers'> {
  readonly headers: Readonly<Record<string, string>>;
  /** The headers of answers that are no page. */
  readonly dataHeaders: Readonly<Record<string, string>>;
}

/** The dev server sets no policy and builds its pages for every request. */
const DEVELOPING: DeployFacts = {
  host: 'own',
  sealed: false,
  headers: {},
  dataHeaders: {},
  rules: {},
  redirects: [],
};

/**
 * The facts of this deploy. Rejects with a `SettingsError` if the build's file is missing; functions then
 * must do nothing.
 */
export function deployFacts(): Promise<DeployFacts> {
  if (readSettings().devServer !== null) return Promise.resolve(DEVELOPING);
  return builtFacts();
}

/** The facts do not change in a deploy, so one read is enough. */
const builtFacts = onceUnlessFailed(() => readDeployFacts(PROJECT_ROOT));

/** Reads the facts of the site built in the folder `root`. Rejects as `deployFacts` does. */
export async function readDeployFacts(root: string): Promise<DeployFacts> {
  const file = join(root, 'dist', 'deploy.json');
  const text = await readFile(file, 'utf8').catch(() => '');
  const facts = v.safeParse(DeployFactsSchema, fromJson(text));
  if (facts.success) return { ...facts.output, dataHeaders: headersOfData(facts.output.headers) };
  throw new SettingsError('dist/deploy.json is missing or damaged: deploy again what npm run build makes.');
}
