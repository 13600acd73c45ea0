import type { RetentionMark, RetentionMarks } from '#store/retention-marks.ts';

/** Since when folders are in a state, as one run of retention finds and notes it. */
export interface FirstSeen {
  /** The day since which the folder is in the state. `tell` runs before a new mark, and if it fails there is none. */
  readonly since: (state: string, folder: string, tell?: () => Promise<void>) => Promise<string>;
  /** The folder leaves the state in this run: the next time counts anew. */
  readonly isOver: (state: string, folder: string) => void;
  /** Removes the marks that nobody asked for: their folders left the state. A later return counts anew. */
  readonly forgetRest: () => Promise<void>;
}

/** Reads the marks once. `today` is a day such as `2016-01-31`. */
export async function firstSeen(marks: RetentionMarks, today: string): Promise<FirstSeen> {
  const before = await marks.all();
  const asked = new Set<RetentionMark>();
  const marksOf = (state: string, folder: string) =>
    before.filter((mark) => mark.state === state && mark.folder === folder);
  return {
    since: async (state, folder, tell) => {
      const own = marksOf(state, folder);
      for (const mark of own) asked.add(mark);
      // Two runs at once may have written two marks.
      const [earliest] = own.map(({ since }) => since).sort();
      if (earliest !== undefined) return earliest;
      await tell?.();
      await marks.add({ state, folder, since: today });
      return today;
    },
    isOver: (state, folder) => {
      for (const mark of marksOf(state, folder)) asked.delete(mark);
    },
    forgetRest: async () => {
      for (const mark of before) if (!asked.has(mark)) await marks.remove(mark);
    },
  };
}
