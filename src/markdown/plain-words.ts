import { defineHastPlugin } from 'satteri';

/**
 * Makes of Markdown only what our pages can show. Raw HTML shows as the characters that it is written with, so
 * that words never become code.
 */
export const plainWords = defineHastPlugin({
  name: 'plain-words',
  raw: ({ value }) => ({ type: 'text', value }),
  element: [
    {
      // The policy allows no style attributes, which the renderer writes (satteri 0.10.5).
      filter: ['td', 'th'],
      visit: (cell, context) => {
        const [, side] = /^text-align: (center|right)$/u.exec(cell.properties['style'] ?? '') ?? [];
        context.setProperty(cell, 'style', null);
        if (side) context.setProperty(cell, 'className', [side === 'right' ? 'align-end' : 'align-center']);
      },
    },
    {
      // A box to tick would look like a part of the form.
      filter: ['input'],
      visit: ({ properties }) => ({ type: 'text', value: properties['checked'] ? '☑' : '☐' }),
    },
  ],
});
