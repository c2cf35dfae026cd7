import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The tests that a mutant has to survive: those beside the rules, in one process. What starts a process, reads the whole source
// tree or throws dice stays out; a mutant killed by luck would be alive the next time.
export default defineConfig({
  resolve: { alias: { '@': path.dirname(fileURLToPath(import.meta.url)) } },
  test: {
    env: { TZ: 'UTC' },
    include: ['lib/{regulation,regulations,centre,host,notice,conduct,activity,duty,assessment,cycle,deadline,committee}/**/*.test.ts', 'lib/rulebook.test.ts'],
  },
});
