import chromiumBinary from '@sparticuz/chromium';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { chromium, type LaunchOptions } from 'playwright-core';

/** How to launch a Chromium that works on this machine. */
export type FoundBrowser = Pick<LaunchOptions, 'args' | 'channel' | 'executablePath'>;

/** Chromium's own sandbox needs rights that containers seldom give. */
const ARGS = ['--no-sandbox'];

/**
 * The Chromium among the dependencies, unpacked into `folder`; where it does not run (it is made for Linux), an
 * installed Chrome, Edge or Chromium. Throws where none can be launched.
 */
export async function findBrowser(folder: string): Promise<FoundBrowser> {
  const complaints: unknown[] = [];
  for (const candidate of await candidates(folder, complaints)) {
    try {
      await (await chromium.launch(candidate)).close();
      return candidate;
    } catch (error) {
      complaints.push(error);
    }
  }
  throw new AggregateError(
    complaints,
    'No browser can be launched. Install Chrome or Chromium, then run the tests again.',
  );
}

async function candidates(folder: string, complaints: unknown[]): Promise<FoundBrowser[]> {
  const installed = ['chrome', 'chromium', 'msedge'].map((channel) => ({ channel, args: ARGS }));
  if (process.platform !== 'linux') return installed;
  try {
    return [{ executablePath: await unpack(folder), args: ARGS }, ...installed];
  } catch (error) {
    complaints.push(error);
    return installed;
  }
}

/**
 * It unpacks into the folder for temporary files and takes what it finds there for whole, even if another process is
 * still writing it (@sparticuz/chromium 153.0.0); so it gets a folder of its own.
 */
async function unpack(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const before = tmpdir();
  process.env['TMPDIR'] = folder;
  try {
    return await chromiumBinary.executablePath();
  } finally {
    process.env['TMPDIR'] = before;
  }
}
