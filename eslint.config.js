import js from '@eslint/js';
import globals from 'globals';
import officeAddins from 'eslint-plugin-office-addins';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const officeGlobals = ['Office', 'Word', 'Excel', 'OfficeExtension', 'OfficeRuntime', 'CustomFunctions'];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', 'tests/fixtures', 'tests/.artifacts', '.inkstone'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.tests.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      // `void promise` and numbers in templates are plain in reading; the rest of the strict set stands.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Literal keys of records that come from JSON read better in brackets, as the compiler's own flag demands.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/require-await': 'off',
      // Text of documents holds control characters that stand for breaks and objects.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/taskpane/**/*.{ts,tsx}', 'src/admin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['src/host/**/*.ts'],
    plugins: { 'office-addins': officeAddins },
    rules: Object.fromEntries(
      [
        'call-sync-after-load',
        'call-sync-before-read',
        'load-object-before-read',
        'no-context-sync-in-loop',
        'no-empty-load',
        'no-navigational-load',
        'no-office-initialize',
        'test-for-null-using-isNullObject',
      ].map((rule) => [`office-addins/${rule}`, 'error']),
    ),
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/host/**',
      'src/emulator/**',
      'src/commands/main.ts',
      'src/taskpane/main.tsx',
      'src/taskpane/open-host.ts',
      'src/taskpane/office-start.ts',
    ],
    rules: { 'no-restricted-globals': ['error', ...officeGlobals] },
  },
  {
    files: [
      'src/gateway/log.ts',
      'src/gateway/cli.ts',
      'src/gateway/main.ts',
      'src/emulator/page/**',
      'bench/**',
      'tests/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.{ts,tsx}', 'bench/**/*.ts'],
    rules: {
      // Tests read wire data and DOM results whose shape the assertion itself checks.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    // They hand functions to a browser.
    files: ['scripts/*.mjs', 'bench/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['src/taskpane/public/**/*.js', 'src/gateway/public/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
  },
);
