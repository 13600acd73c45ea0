import { satisfies } from 'semver';
import type { Finding } from './finding.ts';

/** Is this Node one that runs the project? `range` is `engines.node` of package.json. */
export function checkNode(version: string, range: string): Finding {
  if (satisfies(version, range)) return { level: 'fine', what: `Node ${version}` };
  return {
    level: 'error',
    what: `Node ${version} does not run this project: it needs ${range}.`,
    mend: 'On Linux x64 npm ci brings the right one, and npm run uses it. Elsewhere install Node 24: https://nodejs.org',
  };
}
