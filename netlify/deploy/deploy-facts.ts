import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';

const DeployFactsSchema = v.object({
  /** True where the site was built to say that signatures are sealed. */
  sealed: v.boolean(),
  /** The headers that every page is served with. */
  headers: v.record(v.string(), v.string()),
});

/** What the build tells functions: `dist/deploy.json`. */
export type DeployFacts = v.InferOutput<typeof DeployFactsSchema>;

/** The dev server sets no policy, and its pages are made anew for every request. */
const DEVELOPING: DeployFacts = { sealed: false, headers: {} };

/** The same for the life of a deploy, so it is read once. A read that failed is forgotten. */
let known: Promise<DeployFacts> | undefined;

/** What this deploy was built to be. Rejects where the build's file is missing: functions then must do nothing. */
export function deployFacts(): Promise<DeployFacts> {
  if (readSettings().devServer !== null) return Promise.resolve(DEVELOPING);
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<DeployFacts> {
  const file = join(PROJECT_ROOT, 'dist', 'deploy.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SettingsError('dist/deploy.json cannot be read: deploy again what npm run build makes.', {
      cause,
    });
  });
  return v.parse(DeployFactsSchema, fromJson(text));
}
