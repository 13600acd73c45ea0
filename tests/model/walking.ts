import fc from 'fast-check';

/** How far walks went together, or must go. */
interface Distance {
  readonly commands: number;
  readonly faults: number;
}

/** So many rounds of short walks would be no chance, but a mistake in the commands. */
const MAX_ROUNDS = 20;

/**
 * Walks a model and the real thing side by side, `runs` times, and again until both distances are reached. The length
 * of a walk is any up to `maxCommands`. A few may all be short: 4 of up to 250 had 178 commands together.
 * `walk` takes the commands of one walk, and answers with the faults that it met.
 */
export async function walkAsFarAs<Model extends object, Real>(
  commands: readonly fc.Arbitrary<fc.AsyncCommand<Model, Real>>[],
  { runs, maxCommands, atLeast }: { runs: number; maxCommands: number; atLeast: Distance },
  walk: (commands: Iterable<fc.AsyncCommand<Model, Real>>) => Promise<number>,
): Promise<Distance> {
  const walked = { commands: 0, faults: 0 };
  const property = fc.asyncProperty(
    fc.commands([...commands], { maxCommands, size: 'max' }),
    async (chosen) => {
      walked.faults += await walk(chosen);
      walked.commands += Array.from(chosen).length;
    },
  );
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await fc.assert(property, { numRuns: runs });
    if (walked.commands >= atLeast.commands && walked.faults >= atLeast.faults) return walked;
  }
  throw new Error(`These walks go nowhere: ${JSON.stringify(walked)}`);
}
