import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { CAPABILITIES } from '../../lib/identity/capabilities.ts';

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A server action as its source declares it. */
export interface DeclaredAction {
  file: string;
  name: string;
  act: string;
  /** Name of its mutation. */
  run: string;
}

/** Every source file of the application, by its path. */
export function sources(...folders: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })) {
      const file = path.posix.join(path.relative(ROOT, entry.parentPath).split(path.sep).join('/'), entry.name);
      if (entry.isFile() && /\.tsx?$/.test(entry.name) && !file.startsWith('lib/db/generated/')) found.set(file, readFileSync(path.join(ROOT, file), 'utf8'));
    }
  }
  return found;
}

/** Acts that come to a route instead of an action, with its file and its mutation: an upload is no form. */
export const ROUTE_ACTS: Readonly<Record<string, { file: string; run: string }>> = {
  'application.attach': { file: 'app/api/[jurisdiction]/applications/[application]/files/route.ts', run: 'attachFile' },
};

const ALLOWED = /^lib\/[a-z-]+\/actions\.ts$/;

/** The server actions that the source declares, and everything about them that is not as it should be. */
export function actionManifest(files: ReadonlyMap<string, string> = sources('app', 'components', 'lib')): { actions: DeclaredAction[]; faults: string[] } {
  const actions: DeclaredAction[] = [];
  const faults: string[] = [];
  for (const [file, text] of files) {
    if (!text.includes('use server')) {
      if (ALLOWED.test(file)) faults.push(`${file} does not say 'use server'`);
      continue;
    }
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    const isDirective = (node: ts.Node): node is ts.ExpressionStatement => ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) && node.expression.text === 'use server';
    const atTop = source.statements[0] && isDirective(source.statements[0]) ? source.statements[0] : null;
    const visit = (node: ts.Node): void => {
      if (isDirective(node) && node !== atTop) faults.push(`${file} declares an action inside a function`);
      node.forEachChild(visit);
    };
    visit(source);
    if (!atTop) continue;
    if (!ALLOWED.test(file)) {
      faults.push(`${file} is no place for actions`);
      continue;
    }
    for (const statement of source.statements) {
      if (statement === atTop || ts.isImportDeclaration(statement)) continue;
      const declared = readAction(file, statement);
      if (typeof declared === 'string') faults.push(`${file}: ${declared}`);
      else actions.push(declared);
    }
  }
  const seen = new Map<string, string>();
  for (const { act, name } of actions) {
    if (!(act in CAPABILITIES)) faults.push(`${name}: ${act} is not in the table`);
    if (seen.has(act)) faults.push(`${name} and ${seen.get(act)} are both ${act}`);
    seen.set(act, name);
  }
  return { actions, faults };
}

/** `export const xAction = command({ act: '…', schema, run: mutation })`, or why the statement is not that. */
function readAction(file: string, statement: ts.Statement): DeclaredAction | string {
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  const call = declaration?.initializer;
  if (!ts.isVariableStatement(statement) || !statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) || statement.declarationList.declarations.length !== 1) return `not an exported action: ${statement.getText().slice(0, 60)}`;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'command') return `not made by command(): ${declaration?.name.getText()}`;
  const source = call.getSourceFile();
  const imported = source.statements.some((s) => ts.isImportDeclaration(s) && (s.moduleSpecifier as ts.StringLiteral).text === '../command' && s.importClause?.namedBindings?.getText() === '{ command }');
  if (!imported) return 'its command() is not that of lib/command.ts';
  const options = call.arguments[0];
  const option = (name: string) => (options && ts.isObjectLiteralExpression(options) ? options.properties.find((p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && p.name.getText() === name)?.initializer : undefined);
  const act = option('act');
  const run = option('run');
  if (!act || !ts.isStringLiteral(act)) return `${declaration!.name.getText()} does not name its act`;
  if (!run || !ts.isIdentifier(run)) return `${declaration!.name.getText()} does not name its mutation`;
  return { file, name: declaration!.name.getText(), act: act.text, run: run.text };
}
