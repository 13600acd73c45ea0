import { type OpenedSeal, SealOpener } from '#sealing/seal-opener.ts';

/** A message to the worker: first the keys, then any number of batches of seals. */
export type OpeningTask = { readonly keys: readonly string[] } | { readonly seals: readonly string[] };

/** A message from the worker: whether the keys are valid, then the opened seals in order. */
export type OpeningAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'opened'; readonly opened: OpenedSeal[] };

let opener: SealOpener | undefined;

addEventListener('message', ({ data }: MessageEvent<OpeningTask>) => {
  void answer(data).then((message) => postMessage(message));
});

async function answer(task: OpeningTask): Promise<OpeningAnswer> {
  if ('keys' in task) {
    try {
      opener = new SealOpener(task.keys);
      return { kind: 'ready' };
    } catch {
      return { kind: 'noKey' };
    }
  }
  const opened: OpenedSeal[] = [];
  // In sequence, because each worker has one core.
  for (const seal of task.seals) opened.push((await opener?.open(seal)) ?? { kind: 'otherKey' });
  return { kind: 'opened', opened };
}
