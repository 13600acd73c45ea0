import { defineHastPlugin } from 'satteri';

/** Shows raw HTML as the characters that it is written with, so that words never become code. */
export const plainWords = defineHastPlugin({
  name: 'plain-words',
  raw: ({ value }) => ({ type: 'text', value }),
});
