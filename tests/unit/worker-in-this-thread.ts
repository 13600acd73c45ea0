import type { OpeningWorker } from '#desk/opening-pool.ts';
import { SealOpener } from '#sealing/seal-opener.ts';

/** Replaces the worker of the desk. It does the same work in this thread. */
export function workerInThisThread(): OpeningWorker {
  let opener: SealOpener | undefined;
  const worker: OpeningWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => (worker.onmessage = null),
    postMessage: (task) =>
      void answer(task).then((data) => worker.onmessage?.(new MessageEvent('message', { data }))),
  };
  const answer = async (task: Parameters<OpeningWorker['postMessage']>[0]) => {
    if ('keys' in task) {
      try {
        opener = new SealOpener(task.keys);
        return { kind: 'ready' } as const;
      } catch {
        return { kind: 'noKey' } as const;
      }
    }
    const opened = await Promise.all(task.seals.map((sealed) => (opener ?? new SealOpener([])).open(sealed)));
    return { kind: 'opened', opened } as const;
  };
  return worker;
}
