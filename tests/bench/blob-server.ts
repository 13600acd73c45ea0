import { type BlobService, startBlobService } from '../blob-service/blob-service.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { asidesOf } from '../store/some-asides.ts';

/**
 * An order from a benchmark to the blob service. The service runs in this process, so its work is not in our
 * figures.
 */
export type BlobOrder =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'seed'; readonly campaign: string; readonly count: number }
  | { readonly kind: 'aside'; readonly campaign: string; readonly count: number; readonly groups: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'operations' };

/**
 * An answer from the blob service. `operations` counts what happened since the last question. Its
 * `keys` are those in today's memory of mails.
 */
export type BlobNews =
  | { readonly kind: 'ready'; readonly context: string }
  | { readonly kind: 'done'; readonly operations: Readonly<Record<string, number>> };

/** The stores that functions use on this machine. */
const STORE = 'signatures-local';
const ASIDES = 'asides-local';

const service = await startBlobService();
tell({ kind: 'ready', context: service.encodedContext });
process.on('message', (order: BlobOrder) => {
  tell({ kind: 'done', operations: obey(order, service) });
});

function obey(order: BlobOrder, blobs: BlobService): Readonly<Record<string, number>> {
  const { put, get, head, list, delete: deleted, total } = blobs.operations;
  const keys = blobs.size(`mails-local-${new Date().toISOString().slice(0, 10)}`);
  switch (order.kind) {
    case 'latency':
      blobs.latencyMs = order.ms;
      break;
    case 'seed':
      seed(order.campaign, order.count, blobs);
      break;
    case 'aside':
      blobs.seed(ASIDES, [[order.campaign, asidesOf(someIds(order.count), order.groups)]]);
      break;
    case 'clear':
      blobs.clear();
      break;
    case 'operations':
      blobs.operations.reset();
      break;
  }
  return { put, get, head, list, delete: deleted, total, keys };
}

function seed(campaign: string, count: number, blobs: BlobService): void {
  const textOf = (key: string) =>
    JSON.stringify(aSignature({ campaign, id: key.slice(campaign.length + 1) }));
  blobs.seed(
    STORE,
    someIds(count).map((id) => [`${campaign}/${id}`, textOf] as const),
  );
}

function tell(news: BlobNews): void {
  process.send?.(news);
}
