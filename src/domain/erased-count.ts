import * as v from 'valibot';

const ErasedCountSchema = v.object({ erased: v.picklist([0, 1]) });

/** Reads the answer to erasing by address, `{"erased":0}` or `{"erased":1}`. Throws for anything else. */
export function parseErasedCount(answer: unknown): number {
  return v.parse(ErasedCountSchema, answer).erased;
}
