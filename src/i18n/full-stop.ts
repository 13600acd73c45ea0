const ENDED = /[.!?…؟。]["”’»)]*$/u;

/** Words with a full stop, unless they end a sentence already. */
export function withStop(words: string): string {
  return ENDED.test(words) ? words : `${words}.`;
}
