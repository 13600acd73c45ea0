/**
 * Reads once, and every later call gets the same value. A failed read is not kept, so the next call reads
 * again.
 */
export function onceUnlessFailed<Value>(read: () => Promise<Value>): {
  (): Promise<Value>;
  /** The next call reads again. */
  forget: () => void;
} {
  let known: Promise<Value> | undefined;
  const get = () => {
    const reading = (known ??= read());
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  };
  return Object.assign(get, {
    forget: () => {
      known = undefined;
    },
  });
}
