import pLimit from 'p-limit';

/** Does something with each item, several at once, and begins no more after a failure. All that began ends before it throws. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const limit = pLimit(atOnce);
  let isBroken = false;
  const ended = await Promise.allSettled(
    items.map((item) =>
      limit(async () => {
        if (isBroken) return;
        try {
          await act(item);
        } catch (error) {
          isBroken = true;
          throw error;
        }
      }),
    ),
  );
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
