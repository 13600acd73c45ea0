import type { FunctionModule } from '#server/router.ts';
import type { LoadFunctions } from './developed-functions.ts';

/** The scheduled functions. Each run is by the code, and over the content, as they stand on the disk then. */
export async function developedSchedules(load: LoadFunctions): Promise<FunctionModule[]> {
  return (await load()).filter(isScheduled).map(({ config }, index) => ({
    config,
    default: async (request, context) => {
      const found = (await load()).filter(isScheduled)[index];
      if (found === undefined) throw new TypeError('A scheduled function is gone.');
      return found.default(request, context);
    },
  }));
}

function isScheduled({ config }: FunctionModule): boolean {
  return typeof config.schedule === 'string';
}
