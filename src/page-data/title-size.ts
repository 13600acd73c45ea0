const SHORT_CHARS = 30;
const LONG_CHARS = 60;
const LONGEST_CHARS = 100;

/** The class of a title on paper: it is as large as leaves the page on one sheet. */
export function titleSize(title: string): 'short' | 'long' | 'longest' | undefined {
  if (title.length <= SHORT_CHARS) return 'short';
  if (title.length > LONGEST_CHARS) return 'longest';
  return title.length > LONG_CHARS ? 'long' : undefined;
}
