import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { onceUnlessFailed } from '#domain/once.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { type Host, readSettings, SettingsError } from '#settings/settings.ts';

const DeployFactsSchema = v.object({
  /** The host that the site's pages name. Builds that do not say it were made when there was only one. */
  host: v.optional(v.picklist(['netlify', 'own']), 'netlify'),
  /** True if the built site says that signatures are sealed. */
  sealed: v.boolean(),
  /** The headers of every page. No answer goes out without a policy. */
  headers: v.objectWithRest({ 'Content-Security-Policy': v.string() }, v.string()),
});

/** The facts that the build gives to functions in `dist/deploy.json`. */
export interface DeployFacts {
  readonly host: Host;
  readonly sealed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** The dev server sets no policy and builds its pages for every request. */
const DEVELOPING: DeployFacts = { host: 'own', sealed: false, headers: {} };

/**
 * The facts of this deploy. Rejects with a `SettingsError` if the build's file is missing; functions then
 * must do nothing.
 */
export function deployFacts(): Promise<DeployFacts> {
  if (readSettings().devServer !== null) return Promise.resolve(DEVELOPING);
  return builtFacts();
}

/** The facts do not change in a deploy, so one read is enough. */
const builtFacts = onceUnlessFailed(async (): Promise<DeployFacts> => {
  const file = join(PROJECT_ROOT, 'dist', 'deploy.json');
  const text = await readFile(file, 'utf8').catch(() => '');
  const facts = v.safeParse(DeployFactsSchema, fromJson(text));
  if (facts.success) return facts.output;
  throw new SettingsError('dist/deploy.json is missing or damaged: deploy again what npm run build makes.');
});
