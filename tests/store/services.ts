import { BlobsServer } from '@netlify/blobs/server';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { netlifyStores } from '#blobs/netlify-stores.ts';
import type { Signature } from '#domain/signature.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import type { Budget } from '#store/budget.ts';
import type { Codec } from '#store/codec.ts';
import { recordStore } from '#store/record-store.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { parseRecord, toRecord } from '#store/stored-signature.ts';
import type { OpenStores } from '#store/stores.ts';
import { startBlobService } from '../blob-service/blob-service.ts';

const folder = await mkdtemp(join(tmpdir(), 'undersigned-blobs-'));
const vendor = new BlobsServer({ directory: folder, token: 'token' });
const { address } = await vendor.start();

/** Our own service, for the tests of one file. */
export const service = await startBlobService();

const dataFile = openDataFile(join(folder, 'data'));

afterAll(async () => {
  await dataFile.close();
  await vendor.stop();
  await rm(folder, { recursive: true });
  await service.close();
});

const vendorContext = { edgeURL: address, uncachedEdgeURL: address, siteID: 'site', token: 'token' };

/** The services that every adapter has to pass its contract on: names, and what the platform tells of them. */
export const contexts: readonly (readonly [string, string])[] = [
  ['on the vendor’s emulation', Buffer.from(JSON.stringify(vendorContext)).toString('base64')],
  ['on a service that is atomic and pages', service.encodedContext],
];

/** Every host whose stores have to pass the contracts. */
export const hosts: readonly (readonly [string, OpenStores])[] = [
  ...contexts.map(([name, context]) => [name, storesAt(context)] as const),
  ['in a file of one machine', dataFile.stores],
];

/** The stores of our own service. */
export const onService: OpenStores = storesAt(service.encodedContext);

function storesAt(context: string): OpenStores {
  return (budget) => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', context);
    return netlifyStores(budget);
  };
}

const SIGNATURES: Codec<Signature> = { toText: toRecord, parse: parseRecord };

/** A store of signatures of any name. */
export function signaturesIn(name: string, budget: Budget, open: OpenStores = netlifyStores): SignatureStore {
  return recordStore(open(budget).open(name), SIGNATURES);
}
