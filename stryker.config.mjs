// `npm run mutation`: changes the rules one place at a time and asks whether a test notices. Not part of `npm test`: it takes half an
// hour and more. One folder: `npm run mutation -- --mutate 'lib/host/**/*.ts,!lib/host/**/*.test.ts'`. Reports go to .data/mutation.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
const config = {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: [
    'lib/regulation/**/*.ts', 'lib/*/evaluate.ts', 'lib/assessment/{score,grades}.ts', 'lib/{committee,host,centre}/rules/**/*.ts',
    // Pure wording: what a profile looks like in a table, and the names of enums.
    '!lib/regulation/explain.ts', '!lib/**/*.test.ts',
  ],
  mutator: {
    // A string is either the text of a message, of which no test repeats every word, or a member of a union, where the type checker
    // refuses an empty one before any test runs. What stands inside a message, its numbers and its conditions, is mutated.
    excludedMutations: ['StringLiteral'],
  },
  // What runs once when a file is loaded, schemas above all: each such mutant would ask every test. `--ignoreStatic false` includes it.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  incremental: true,
  incrementalFile: '.data/mutation/incremental.json',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  htmlReporter: { fileName: '.data/mutation/report.html' },
  jsonReporter: { fileName: '.data/mutation/report.json' },
  tempDirName: '.data/mutation/sandbox',
  ignorePatterns: ['.data', '.next', 'app', 'components', 'docs', 'public', 'test-results', 'playwright-report', 'tests/e2e', 'tests/integration', 'lib/db/generated'],
  thresholds: { high: 95, low: 90, break: 90 },
  disableTypeChecks: false,
  allowConsoleColors: false,
};

export default config;
