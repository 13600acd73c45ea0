import { HtmlValidate } from 'html-validate/node';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // How a parser writes what it has read; both ways mean the same.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // The error summary stands above the title, as in GOV.UK's forms, and has a heading of its own.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    // Titles are the editor's.
    'long-title': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

/** What is wrong with the markup of a page, by the standard and by html-validate's advice. */
export async function complaintsAbout(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`),
  );
}
