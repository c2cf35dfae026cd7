import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { checkProfile, type CheckedProfile } from '../rulebook';

// Reading profile files: for seeding, publishing, `validate` and the command. The running application reads the database.

/** A fault of a file, with its place in the text (1-based). */
export interface FileFault {
  line: number;
  column: number;
  path: string;
  message: string;
}

const FOLDER = new URL('./', import.meta.url);

/** Ids of the built-in profiles, in alphabetical order. */
export const builtInProfiles = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.cases.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();

/** The path of a built-in profile's file. */
export const builtInPath = (id: string): string => fileURLToPath(new URL(`${id}.yaml`, FOLDER));

/** The plain data of a YAML text; its faults carry line and column. */
export function parseYaml(text: string): { data: unknown; document: Document; lines: LineCounter; faults: FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const faults = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { line, column: col, path: '', message: error.message.split('\n')[0] ?? error.code };
  });
  if (faults.length > 0) return { data: null, document, lines, faults };
  try {
    return { data: document.toJS({ maxAliasCount: 100 }), document, lines, faults };
  } catch (error) {
    // An alias that names nothing, or aliases that unfold without end.
    return { data: null, document, lines, faults: [{ line: 1, column: 1, path: '', message: (error as Error).message }] };
  }
}

/** The text of a file; null if it cannot be read, as a folder cannot. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Where a path of the data stands in the text; the nearest existing parent if it is missing. */
export function placeOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): { line: number; column: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    if (range) {
      const { line, col } = lines.linePos(range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

/** Reads and checks one profile file; a file that cannot be read is a fault too. */
export function readProfile(path: string): { ok: true; profile: CheckedProfile } | { ok: false; faults: FileFault[] } {
  const text = readText(path);
  if (text === null) return { ok: false, faults: [{ line: 1, column: 1, path: '', message: '不能读取文件' }] };
  const { data, document, lines, faults } = parseYaml(text);
  if (faults.length > 0) return { ok: false, faults };
  const checked = checkProfile(data);
  if (checked.ok) return checked;
  return { ok: false, faults: checked.faults.map(({ path: at, message }) => ({ ...placeOf(document, lines, at), path: at.join('.'), message })) };
}

/** A built-in profile; they are tested, so a fault is a programming error. */
export function builtInProfile(id: string): CheckedProfile {
  const read = readProfile(builtInPath(id));
  if (!read.ok) throw new Error(`${id}: ${read.faults.map((f) => `${f.line}:${f.column} ${f.path} ${f.message}`).join('; ')}`);
  return read.profile;
}
