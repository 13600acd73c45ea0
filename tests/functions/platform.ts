import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { netlifyStoresBy } from '#blobs/netlify-stores.ts';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { routerOf } from '#server/router.ts';
import * as asides from '../../netlify/functions/asides.ts';
import * as audit from '../../netlify/functions/audit.ts';
import * as badge from '../../netlify/functions/badge.ts';
import * as campaigns from '../../netlify/functions/campaigns.ts';
import * as confirm from '../../netlify/functions/confirm.ts';
import * as corrections from '../../netlify/functions/corrections.ts';
import * as count from '../../netlify/functions/count.ts';
import * as download from '../../netlify/functions/download.ts';
import * as eraseAddress from '../../netlify/functions/erase-address.ts';
import * as erase from '../../netlify/functions/erase.ts';
import * as newsDownload from '../../netlify/functions/news-download.ts';
import * as news from '../../netlify/functions/news.ts';
import * as putBack from '../../netlify/functions/put-back.ts';
import * as series from '../../netlify/functions/series.ts';
import * as setAside from '../../netlify/functions/set-aside.ts';
import * as settings from '../../netlify/functions/settings.ts';
import * as sign from '../../netlify/functions/sign.ts';
import * as withdraw from '../../netlify/functions/withdraw.ts';
import * as withdrawalMail from '../../netlify/functions/withdrawal-mail.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { startFileWorld } from '../support/file-world.ts';
import type { StoreWorld } from '../support/store-world.ts';

export const ORIGIN = 'https://petition.example';
export const TOKEN = 'T'.repeat(40);
/** The store that functions use on this machine. */
export const STORE = 'signatures-local';
export const LOG_STORE = 'audit-local';
export const NUMBERS_STORE = 'numbers-local';

const route = routerOf([
  sign,
  confirm,
  withdraw,
  withdrawalMail,
  news,
  newsDownload,
  download,
  count,
  series,
  corrections,
  badge,
  campaigns,
  erase,
  eraseAddress,
  setAside,
  asides,
  putBack,
  audit,
  settings,
]);

/** Sends a request to the function whose `config` fits, as the platform does. */
export async function ask(path: string, init: RequestInit = {}, deployContext = ''): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), init);
  const found = route(request.method, new URL(request.url).pathname);
  if (!found) throw new RangeError(`No function has ${request.method} ${path}.`);
  return found.route.handler(request, invocation(found.params, deployContext));
}

/** The stores of the tests of this file. Functions that are loaded anew find them, too. */
const host = globalThis as { storesOfTests?: StoreWorld['stores'] };

/** From now on functions reach Netlify's stores by this `fetch`, and by the network again with `null`. */
export function reachStoresBy(ask: typeof fetch | null): void {
  if (ask) host.storesOfTests = netlifyStoresBy(ask);
  else delete host.storesOfTests;
}

/** What a function gets from its host. Nothing is an empty context: this machine. */
export function invocation(params: Invocation['params'] = {}, context = ''): Invocation {
  return { params, deploy: { context }, ...(host.storesOfTests && { stores: host.storesOfTests }) };
}

/**
 * Starts the stores for the tests of one file, with the settings of a deploy. Before each test they are empty and have
 * no faults. They are Netlify's, or in the project `file` a file of this machine.
 */
export async function withBlobs(): Promise<StoreWorld> {
  const blobs = process.env['TEST_STORE'] === 'file' ? startFileWorld() : await startBlobService();
  host.storesOfTests = blobs.stores;
  beforeEach(async () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', blobs.encodedContext);
    vi.stubEnv('SIGNATURE_SECRET', 's'.repeat(32));
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}`);
    forgetNumbers();
    await blobs.renew();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  afterAll(() => blobs.close());
  return blobs;
}

/** Records the log from now on, so that a test can read it. */
export function watchLog(): () => string {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => log.mock.calls.flat().map(String).join('\n');
}

export function asOrganizer(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${TOKEN}`);
  return { ...init, headers };
}
