import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// The floors of the house. Where a file stands follows from its name; it imports from its own folder and from lower floors.

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A floor and the step on it: within F4 and F6 the folders stand one above another too. */
interface Floor {
  floor: string;
  rank: number;
}

const F = (floor: string, rank: number): Floor => ({ floor, rank });

/** Kernel files that touch the outside: the clock, and ids, which hold the time and chance. */
const OUTSIDE = new Set(['lib/kernel/clock.ts', 'lib/kernel/ids.ts']);
/** Files of a noun that read or write; every other one is pure. */
const AT_THE_DATABASE = new Set(['data', 'mutations', 'timeline', 'tenants', 'check', 'held', 'review', 'phases', 'result', 'decision', 'proof', 'rounds', 'since-review']);

/** The floor of a file, or null for what is none of the house's. */
function floorOf(file: string): Floor | null {
  if (file.startsWith('app/')) return F('app', 8);
  if (file.startsWith('components/')) return F('components', 7);
  const [, folder = '', ...rest] = file.replace(/\.tsx?$/, '').split('/');
  const name = rest.at(-1) ?? '';
  if (file === 'lib/glossary.ts') return F('F0', 0);
  if (file === 'lib/rulebook.ts') return F('F3', 3);
  if (file === 'lib/command.ts') return F('F6', 6.1);
  if (!file.startsWith('lib/') || rest.length === 0) return null;
  if (name === 'actions') return F('F6', 6.2);
  if (name === 'loaders') return F('F6', folder === 'identity' ? 6 : folder === 'jurisdiction' ? 6.1 : 6.2);
  switch (folder) {
    case 'kernel':
      return OUTSIDE.has(file) ? F('F4', 4) : F('F0', 0);
    case 'regulation':
      return F('F1', 1);
    case 'regulations':
    case 'files':
    case 'db':
      return F('F4', 4.1);
    case 'audit':
      return F('F4', 4.2);
    case 'identity':
      return F('F4', 4.3);
    default:
      return AT_THE_DATABASE.has(name) && rest.length === 1 ? F('F5', 5) : F('F2', 2);
  }
}

/** Nouns whose F5 may call another's: each leads a flow that spans them. */
const LEADS: Readonly<Record<string, readonly string[]>> = {
  // A list is checked under the rules of its jurisdiction and belongs to a centre.
  committee: ['centre', 'jurisdiction'],
  // A confirmed grade opens the decision on the host.
  assessment: ['decision', 'jurisdiction'],
  // What becomes of a host changes its centre.
  decision: ['centre', 'conduct', 'jurisdiction'],
  // The timeline tells what happened to a centre in every register.
  centre: ['committee', 'decision', 'departure', 'jurisdiction'],
  // What is merged or withdrawn from the plan takes its centre along.
  specialty: ['jurisdiction', 'centre', 'departure', 'message'],
  // A round reads its applications, panel and notice, its decision makes or changes a centre, and its road depends on why the place is empty.
  selection: ['application', 'centre', 'committee', 'conduct', 'departure', 'handover', 'jurisdiction', 'message', 'panel'],
  // An application is checked against the registers, under the rules of its round.
  application: ['committee', 'conduct', 'jurisdiction', 'message', 'selection'],
  panel: ['application', 'message', 'selection'],
  notice: ['jurisdiction', 'message', 'selection'],
  // The last signature begins the new term.
  handover: ['committee', 'jurisdiction', 'message', 'selection'],
  conduct: ['jurisdiction', 'message'],
  // What waits for somebody, from all flows.
  worklist: ['assessment', 'jurisdiction', 'redetermination'],
  // Whoever is determined anew is so by a round.
  redetermination: ['centre', 'jurisdiction', 'message', 'selection'],
};
/** Loaders that build on another noun's: a committee is read within its centre's file. */
const LOADERS: Readonly<Record<string, readonly string[]>> = { committee: ['centre'] };

/** Packages without a world of their own, which the pure floors may use. */
const PURE_PACKAGES = new Set(['zod', 'date-fns', '@date-fns/tz', 'pinyin-pro']);
const PURE = new Set(['F0', 'F1', 'F2', 'F3']);
/** What pure code must not ask: the time, chance, the process, the network. */
const WORLD = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bglobalThis\b|\bfetch\(|\bperformance\.|\bconsole\.|\bcrypto\b|\bawait\b|\bsetTimeout\b/;

type Files = ReadonlyMap<string, string>;

/** Every source of the house but its tests. */
function house(): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of ['app', 'components', 'lib']) {
    for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })) {
      const file = path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      if (entry.isFile() && /\.tsx?$/.test(file) && !/\.i?test\.tsx?$/.test(file) && !file.startsWith('lib/db/generated/')) files.set(file, readFileSync(path.join(ROOT, file), 'utf8'));
    }
  }
  return files;
}

/** The files and packages that a file imports. */
function importsOf(file: string, text: string, files: Files): { targets: string[]; packages: string[]; lost: string[] } {
  const targets: string[] = [];
  const packages: string[] = [];
  const lost: string[] = [];
  for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
    const relative = fileName.startsWith('@/') ? fileName.slice(2) : fileName.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), fileName)) : null;
    if (relative === null) packages.push(fileName.split('/').slice(0, fileName.startsWith('@') ? 2 : 1).join('/'));
    else if (relative.startsWith('lib/db/generated/') || relative.endsWith('.css') || relative.endsWith('.json')) continue;
    else {
      const found = [relative, `${relative}.ts`, `${relative}.tsx`].find((f) => files.has(f));
      if (found) targets.push(found);
      else if (existsSync(path.join(ROOT, relative)) || existsSync(path.join(ROOT, `${relative}.ts`))) lost.push(relative);
      else lost.push(`${relative} (no such file)`);
    }
  }
  return { targets, packages, lost };
}

const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
const nounOf = (file: string) => file.split('/')[1]!;

/** Every import that breaks the order of the floors, in words. */
function violations(files: Files, only?: string): string[] {
  const faults: string[] = [];
  for (const [file, text] of files) {
    if (only && file !== only) continue;
    const here = floorOf(file);
    if (!here) {
      faults.push(`${file} stands on no floor`);
      continue;
    }
    const { targets, packages, lost } = importsOf(file, text, files);
    for (const target of lost) faults.push(`${file} imports ${target}, which is none of the house's`);
    for (const target of targets) {
      const there = floorOf(target);
      if (!there || there.rank < here.rank) continue;
      const isOwnFolder = here.floor !== 'app' && here.floor !== 'components' ? folderOf(target) === folderOf(file) : target.startsWith(`${here.floor}/`);
      // A folder of several floors holds no stairs: what is pure imports nothing above it, its own folder included.
      if (isOwnFolder && there.floor === here.floor) continue;
      if (here.floor === 'F5' && there.floor === 'F5' && LEADS[nounOf(file)]?.includes(nounOf(target))) continue;
      if (here.floor === 'F6' && there.floor === 'F6' && file.endsWith('loaders.ts') && LOADERS[nounOf(file)]?.includes(nounOf(target))) continue;
      faults.push(`${file} (${here.floor}) imports ${target} (${there.floor})`);
    }
    if (PURE.has(here.floor)) {
      for (const name of packages) if (!PURE_PACKAGES.has(name)) faults.push(`${file} (${here.floor}) imports the package ${name}`);
      const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
      const world = WORLD.exec(bare);
      if (world) faults.push(`${file} (${here.floor}) asks the world: ${world[0]}`);
    }
    if ((here.floor === 'F4' || here.floor === 'F5') && packages.some((p) => ['react', 'react-dom', 'next'].includes(p))) faults.push(`${file} (${here.floor}) imports ${packages.join(', ')}`);
    // What runs in the browser takes nothing from the database or the sessions with it; actions are references there.
    if (/^\s*['"]use client['"]/.test(text)) {
      for (const target of runtimeImports(text, file, files)) {
        const there = floorOf(target);
        if (there && there.rank >= 4 && there.rank < 7 && !target.endsWith('/actions.ts')) faults.push(`${file} runs in the browser and imports ${target} (${there.floor})`);
      }
    }
  }
  return faults;
}

/** Imports that are still there once the types are gone. */
function runtimeImports(text: string, file: string, files: Files): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
  const kept = source.statements.filter((s): s is ts.ImportDeclaration => {
    if (!ts.isImportDeclaration(s) || s.importClause?.isTypeOnly) return false;
    const named = s.importClause?.namedBindings;
    return !(named && ts.isNamedImports(named) && !s.importClause?.name && named.elements.every((e) => e.isTypeOnly));
  });
  return importsOf(file, kept.map((s) => `import '${(s.moduleSpecifier as ts.StringLiteral).text}';`).join('\n'), files).targets;
}

/** Files of the house that import one another in a circle. */
function circles(files: Files): string[] {
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, trail: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const target of runtimeImports(files.get(file)!, file, files)) visit(target, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of files.keys()) visit(file, []);
  return found;
}

const files = house();

describe('the floors', () => {
  it('hold the whole house', () => {
    expect(files.size).toBeGreaterThan(180);
    const count = new Map<string, number>();
    for (const file of files.keys()) count.set(floorOf(file)!.floor, (count.get(floorOf(file)!.floor) ?? 0) + 1);
    // Each floor is inhabited: an empty one would pass any check.
    for (const [floor, least] of Object.entries({ F0: 10, F1: 6, F2: 30, F3: 1, F4: 15, F5: 14, F6: 15, components: 40, app: 20 })) expect([floor, (count.get(floor) ?? 0) >= least]).toEqual([floor, true]);
  });

  it('are kept by every import', () => {
    expect(violations(files)).toEqual([]);
  });

  it('have no circles', () => {
    expect(circles(files)).toEqual([]);
  });

  it('name no lead that leads nothing', () => {
    const used = new Set<string>();
    for (const [file, text] of files) {
      if (floorOf(file)!.floor !== 'F5') continue;
      for (const target of importsOf(file, text, files).targets) if (floorOf(target)!.floor === 'F5' && nounOf(target) !== nounOf(file)) used.add(`${nounOf(file)} ${nounOf(target)}`);
    }
    expect(Object.entries(LEADS).flatMap(([noun, others]) => others.map((o) => `${noun} ${o}`)).filter((pair) => !used.has(pair))).toEqual([]);
  });

  it('keep barrels and rubbish rooms out', () => {
    expect([...files.keys()].filter((f) => /(^|\/)(utils?|helpers?|common|types|shared|misc)(\/|\.tsx?$)|(components|lib)\/(.*\/)?index\.tsx?$/.test(f))).toEqual([]);
    expect([...files].filter(([f, text]) => f.startsWith('lib/') && /^export \* from/m.test(text)).map(([f]) => f)).toEqual([]);
  });
});

describe('a bad import', () => {
  it.each<[string, string, string, string]>([
    ['F0 of F1', 'lib/kernel/planted.ts', `import { lint } from '../regulation/lint';`, 'imports lib/regulation/lint.ts (F1)'],
    ['F0 of the clock', 'lib/kernel/planted.ts', `import { today } from './clock';`, 'imports lib/kernel/clock.ts (F4)'],
    ['F0 of a package with a world', 'lib/kernel/planted.ts', `import { v7 } from 'uuid';`, 'imports the package uuid'],
    ['F0 of a module of Node', 'lib/kernel/planted.ts', `import { readFileSync } from 'node:fs';`, 'imports the package node:fs'],
    ['F0 of the time', 'lib/kernel/planted.ts', `export const now = () => new Date();`, 'asks the world: new Date()'],
    ['F1 of F2', 'lib/regulation/planted.ts', `import type { Roster } from '../committee/facts';`, 'imports lib/committee/facts.ts (F2)'],
    ['F1 of React', 'lib/regulation/planted.ts', `import { cache } from 'react';`, 'imports the package react'],
    ['F2 of another noun', 'lib/committee/planted.ts', `import { isAtExpiry } from '../cycle/expiry';`, 'imports lib/cycle/expiry.ts (F2)'],
    ['F2 of its own database', 'lib/committee/rules/planted.ts', `import { loadChange } from '../data';`, 'imports lib/committee/data.ts (F5)'],
    ['F2 of Prisma', 'lib/centre/planted.ts', `import type { PrismaClient } from '@prisma/client';`, 'imports the package @prisma/client'],
    ['F2 of the rulebook', 'lib/cycle/planted.ts', `const book = await import('../rulebook');`, 'imports lib/rulebook.ts (F3)'],
    ['F4 of F5', 'lib/identity/planted.ts', `export { getCentre } from '../centre/data';`, 'imports lib/centre/data.ts (F5)'],
    ['F4 of a folder above it', 'lib/db/planted.ts', `import { appendAudit } from '../audit/append';`, 'imports lib/audit/append.ts (F4)'],
    ['F4 of Next', 'lib/audit/planted.ts', `import { headers } from 'next/headers';`, 'imports next'],
    ['F5 of a noun that it does not lead', 'lib/institution/data.ts', `import { getDecision } from '../decision/data';`, 'imports lib/decision/data.ts (F5)'],
    ['F5 of F6', 'lib/centre/mutations.ts', `import { loadDesk } from '../jurisdiction/loaders';`, 'imports lib/jurisdiction/loaders.ts (F6)'],
    ['F6 of another noun', 'lib/decision/loaders.ts', `import { loadYear } from '../assessment/loaders';`, 'imports lib/assessment/loaders.ts (F6)'],
    ['F6 of a component', 'lib/decision/loaders.ts', `import { Tag } from '@/components/ui/tag';`, 'imports components/ui/tag.tsx (components)'],
    ['a component of a page', 'components/ui/planted.tsx', `import Page from '@/app/layout';`, 'imports app/layout.tsx (app)'],
    ['the browser of the database', 'components/ui/planted.tsx', `'use client';\nimport { getCentre } from '@/lib/centre/data';`, 'runs in the browser and imports lib/centre/data.ts'],
    ['a file that is not there', 'lib/centre/planted.ts', `import { x } from './nowhere';`, 'no such file'],
  ])('%s is seen', (_, file, text, expected) => {
    const planted = new Map(files).set(file, text);
    expect(violations(planted, file).join('\n')).toContain(expected);
  });

  it('in a circle is seen', () => {
    expect(circles(new Map([['lib/a/data.ts', `import { b } from '../b/data';`], ['lib/b/data.ts', `import { a } from '../a/data';`]]))).toEqual(['lib/a/data.ts → lib/b/data.ts → lib/a/data.ts']);
    expect(circles(new Map([['lib/a/data.ts', `import { b } from '../b/data';`], ['lib/b/data.ts', `import type { A } from '../a/data';`]]))).toEqual([]);
  });
});
