import { type OpenedSeal, SealOpener } from '#sealing/seal-opener.ts';

/** To the worker: first the keys, then seals, as often as there are any. */
export type OpeningTask = { readonly keys: readonly string[] } | { readonly seals: readonly string[] };

/** From the worker: whether the keys are keys, then what was in the seals, in their order. */
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
  // One after the other: there is one core to each worker.
  for (const seal of task.seals) opened.push((await opener?.open(seal)) ?? { kind: 'otherKey' });
  return { kind: 'opened', opened };
}
