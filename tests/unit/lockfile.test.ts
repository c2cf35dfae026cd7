import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  version?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };

describe('package-lock.json', () => {
  it('holds every dependency it names, those of other platforms too, since `npm ci` refuses it otherwise', () => {
    const missing = Object.entries(packages).flatMap(([place, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).filter((name) => {
        for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
          if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return false;
          if (!from) return true;
        }
      }),
    );
    expect(missing, 'run: npm run lockfile').toEqual([]);
    expect(Object.keys(packages).length).toBeGreaterThan(400);
  });

  it('names no registry, so that everybody installs from their own', () => {
    expect(Object.values(packages).filter((entry) => entry.resolved && /^https?:/.test(entry.resolved))).toEqual([]);
  });
});
