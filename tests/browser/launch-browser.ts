import chromiumBinary from '@sparticuz/chromium';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

/** How to launch a Chromium that may work on this machine. */
type Candidate = Pick<LaunchOptions, 'args' | 'channel' | 'executablePath'>;

/** Chromium's own sandbox needs rights that containers seldom give. */
const ARGS = ['--no-sandbox'];

/**
 * Launches one browser for all tests. It is the Chromium among the dependencies, unpacked into `folder`. That
 * Chromium is made for Linux. If it does not run, the function tries an installed Chrome, Chromium or Edge.
 * It throws an error if no browser starts.
 */
export async function launchBrowser(folder: string): Promise<BrowserServer> {
  const complaints: unknown[] = [];
  for (const candidate of await candidates(folder, complaints)) {
    try {
      return await chromium.launchServer(candidate);
    } catch (error) {
      complaints.push(error);
    }
  }
  throw new AggregateError(
    complaints,
    'No browser can be launched. Install Chrome or Chromium, then run the tests again.',
  );
}

async function candidates(folder: string, complaints: unknown[]): Promise<Candidate[]> {
  const installed = ['chrome', 'chromium', 'msedge'].map((channel) => ({ channel, args: ARGS }));
  if (process.platform !== 'linux') return installed;
  try {
    return [{ executablePath: await unpackBrowser(folder), args: ARGS }, ...installed];
  } catch (error) {
    complaints.push(error);
    return installed;
  }
}

/**
 * Unpacks the Chromium among the dependencies and returns its path. The package unpacks into the folder for
 * temporary files. It uses a file that exists there, even if another process is still writing it
 * (@sparticuz/chromium 153.0.0). So the package gets its own folder.
 */
export async function unpackBrowser(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const before = tmpdir();
  process.env['TMPDIR'] = folder;
  try {
    return await chromiumBinary.executablePath();
  } finally {
    process.env['TMPDIR'] = before;
  }
}
