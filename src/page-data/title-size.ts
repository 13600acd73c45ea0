const LONG_CHARS = 60;
const LONGEST_CHARS = 100;

/** The class of a title on paper: a long title is smaller, so that the page stays on one sheet. */
export function titleSize(title: string): 'long' | 'longest' | undefined {
  if (title.length > LONGEST_CHARS) return 'longest';
  return title.length > LONG_CHARS ? 'long' : undefined;
}
