import { HtmlValidate } from 'html-validate/node';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // A parser may write such an attribute in two ways, and both mean the same.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // A page that answers a form begins with the form, so the title of the petition comes after its heading.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    // Editors choose the titles.
    'long-title': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

/** The faults in the markup of a page, by the standard and by html-validate's advice. */
export async function complaintsAbout(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`),
  );
}
