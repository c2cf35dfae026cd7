import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Only the bundler knows this marker; outside it the import has to be harmless.
      'server-only': require.resolve('next/dist/compiled/server-only/empty.js'),
    },
  },
  test: {
    // A crowd that waits for one lock must not fail because the machine is slow.
    env: { TZ: process.env.TZ ?? 'UTC', ZHIKONG_PATIENCE: '60000' },
    // Left alone, a run keeps one core back: of two, half.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'lib/**/*.test.ts', 'components/**/*.test.tsx'],
          // Only against a test that hangs: a busy machine must not fail one that is merely slow.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'lib/**/*.itest.ts'],
          globalSetup: ['tests/integration/server.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
