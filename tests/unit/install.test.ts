import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

/** What `npm ci` may bring on Linux x64: a little more than it does (decision 0062). */
const BUDGETS = { packages: 655, withoutDev: 270, megabytes: 690 };

/** What is this large has a purpose that the decision names. */
const LARGE = 5;

interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');
const decision = readFileSync('docs/decisions/0062-what-an-install-brings.md', 'utf8');

/** The megabytes of a folder's files in blocks of 4 KB, as `du` counts them. Packages in it count for themselves. */
function megabytesOf(folder: string): number {
  const sizes = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : megabytesOf(path);
    return Math.ceil(lstatSync(path).size / 4096) / 256;
  });
  return sizes.reduce((sum, size) => sum + size, 1 / 256);
}

/** The packages on the disk of this machine. Those for other systems are in the lockfile only. */
const installed = locked.flatMap(([folder, { dev }]) => {
  const isThere = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return isThere ? [{ name: nameOf(folder), isDev: dev === true, megabytes: megabytesOf(folder) }] : [];
});

function nameOf(folder: string): string {
  return folder.split('node_modules/').at(-1) ?? '';
}

/** The names at the ends of `overrides`, with what stands in their place. */
function replacedIn(overrides: object): (readonly [string, string])[] {
  return Object.entries(overrides as Record<string, string | object>).flatMap(([name, by]) =>
    typeof by === 'string' ? [[name, by] as const] : replacedIn(by),
  );
}

describe('npm ci', () => {
  it('brings no more packages than its budget', () => {
    expect(installed.length).toBeGreaterThan(0);
    expect(installed.length).toBeLessThanOrEqual(BUDGETS.packages);
    expect(installed.filter(({ isDev }) => !isDev).length).toBeLessThanOrEqual(BUDGETS.withoutDev);
  });

  it('takes no more room on the disk than its budget', () => {
    const all = installed.reduce((sum, { megabytes }) => sum + megabytes, 0);
    // The parts for other systems have other sizes, which nobody measured.
    const isMeasured = process.platform === 'linux' && process.arch === 'x64';
    expect(all).toBeLessThanOrEqual(isMeasured ? BUDGETS.megabytes : Infinity);
  });

  it('brings no large package whose purpose is not told', () => {
    const large = installed.filter(({ megabytes }) => megabytes >= LARGE);
    // The parts for one system are named without it: `lightningcss` for `lightningcss-linux-x64-gnu`.
    const untold = large
      .map(({ name }) => name.replace(/[-/](?:linux|darwin|win32)-.*$/u, ''))
      .filter((name) => !decision.includes(`\`${name}\``));
    expect(untold).toEqual([]);
  });

  it('replaces no package that no package asks for', () => {
    for (const [name, by] of replacedIn(packageJson.overrides)) {
      const [, other] = /^npm:(.+)@/u.exec(by) ?? [];
      const found = locked.filter(([folder]) => nameOf(folder) === name);
      const version = other === undefined && !by.startsWith('$') ? by : null;
      const isThere = found.some(
        ([, locked]) => locked.name === other && (version === null || locked.version === version),
      );
      expect(isThere, name).toBe(true);
    }
  });
});
