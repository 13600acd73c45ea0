import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { type BlobService, startBlobService } from '../blob-service/blob-service.ts';
import * as audit from '../../netlify/functions/audit.ts';
import * as count from '../../netlify/functions/count.ts';
import * as download from '../../netlify/functions/download.ts';
import * as eraseAddress from '../../netlify/functions/erase-address.ts';
import * as erase from '../../netlify/functions/erase.ts';
import * as sign from '../../netlify/functions/sign.ts';

export const ORIGIN = 'https://petition.example';
export const TOKEN = 'T'.repeat(40);
/** The store that functions of this machine write to. */
export const STORE = 'signatures-local';
export const LOG_STORE = 'audit-local';

const FUNCTIONS = [sign, download, count, erase, eraseAddress, audit];

/** Sends a request to the function that the platform would choose, by its `config`. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), init);
  for (const { config, default: endpoint } of FUNCTIONS) {
    const match = new URLPattern({ pathname: String(config.path) }).exec(request.url);
    const methods = 'method' in config ? [config.method].flat() : [request.method];
    if (match && methods.some((method) => method === request.method)) {
      return endpoint(request, { params: match.pathname.groups, deploy: { context: '' } });
    }
  }
  throw new RangeError(`No function has ${request.method} ${path}.`);
}

/** A blob service for the tests of one file, emptied and faultless before each; with the settings of a deploy. */
export async function withBlobs(): Promise<BlobService> {
  const blobs = await startBlobService();
  beforeEach(async () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', blobs.encodedContext);
    vi.stubEnv('SIGNATURE_SECRET', 's'.repeat(32));
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}`);
    blobs.faults.clear();
    await blobs.operations.idle();
    blobs.clear();
    blobs.operations.reset();
    blobs.latencyMs = 0;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  afterAll(() => blobs.close());
  return blobs;
}

/** What was logged since, so that a test can read it. */
export function watchLog(): () => string {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => log.mock.calls.flat().map(String).join('\n');
}

export function asOrganizer(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${TOKEN}`);
  return { ...init, headers };
}
