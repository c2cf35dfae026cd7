import { defineConfig, globalIgnores } from 'eslint/config';
import vitals from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

const rawSql = {
  selector: 'MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/], MemberExpression[property.value=/^\\$(query|execute)RawUnsafe$/]',
  message: 'SQL built from strings is an injection waiting to happen: use the tagged template $queryRaw or $executeRaw.',
};

const baseClientLater = {
  selector: 'ImportExpression[source.value=/(^|\\u002F)(db\\u002F|generated\\u002F)+client/]',
  message: 'The base client sees no tenant: reach the database through withTenant (lib/db).',
};

const baseClient = {
  regex: '(^|/)(db/(generated/client|generated/internal/class|client)|generated/client)(\\.(ts|js))?$',
  message: 'The base client sees no tenant: reach the database through withTenant (lib/db).',
};

export default defineConfig([
  ...vitals,
  ...typescript,
  globalIgnores(['.next/**', '.data/**', 'lib/db/generated/**', 'next-env.d.ts', 'test-results/**', 'playwright-report/**', 'coverage/**']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', rawSql, baseClientLater],
      'no-restricted-imports': ['error', { patterns: [baseClient] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    // The one folder that may hold the client. `import type` of the generated models stays possible everywhere through
    // lib/db's own exports.
    files: ['lib/db/**'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': ['error', rawSql] },
  },
  {
    // Tests plant the faults that the rules forbid; Playwright's `use` is no hook.
    files: ['tests/**'],
    rules: { 'no-restricted-syntax': ['error', rawSql], 'no-restricted-imports': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
]);
