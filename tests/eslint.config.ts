import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The compiler holds the types; these rules hold what it cannot see. */
export default defineConfig(
  { ignores: ['**/node_modules/**', '**/dist/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['../tsconfig.json', './browser/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-control-regex': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a tuple of literals.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has the noun.' },
      ],
    },
  },
);
