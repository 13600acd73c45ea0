import { BlobsServer } from '@netlify/blobs/server';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { startBlobService } from '../blob-service/blob-service.ts';

const folder = await mkdtemp(join(tmpdir(), 'undersigned-blobs-'));
const vendor = new BlobsServer({ directory: folder, token: 'token' });
const { address } = await vendor.start();

/** Our own service, for the tests of one file. */
export const service = await startBlobService();

afterAll(async () => {
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
