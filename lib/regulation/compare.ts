import type { Part, ProfileLine } from './explain';

// Two regulations side by side: what both say, where they differ, and where only one speaks.

/** How two statements on one topic stand to each other. */
export type Likeness = 'same' | 'different' | 'force' | 'one-sided';

export interface ComparedRow {
  part: Part;
  label: string;
  left: ProfileLine | null;
  right: ProfileLine | null;
  likeness: Likeness;
}

const likenessOf = (left: ProfileLine | null, right: ProfileLine | null): Likeness => {
  if (!left || !right) return 'one-sided';
  if (left.value !== right.value) return 'different';
  return left.force === right.force ? 'same' : 'force';
};

/** What is silence or a reading of the text is no rule that could be compared. */
const COMPARED = (line: ProfileLine) => line.part !== 'silent' && line.part !== 'register' && line.topic !== 'structure instrument';

/** Every topic of two regulations, in the order of the left text; several lines on a topic pair off in order. */
export function compareLines(left: readonly ProfileLine[], right: readonly ProfileLine[]): ComparedRow[] {
  const mine = left.filter(COMPARED);
  const theirs = right.filter(COMPARED);
  const waiting = new Map<string, ProfileLine[]>();
  for (const line of theirs) waiting.set(line.topic, [...(waiting.get(line.topic) ?? []), line]);
  const rows: ComparedRow[] = mine.map((line) => {
    const other = waiting.get(line.topic)?.shift() ?? null;
    return { part: line.part, label: line.label, left: line, right: other, likeness: likenessOf(line, other) };
  });
  for (const line of [...waiting.values()].flat()) rows.push({ part: line.part, label: line.label, left: null, right: line, likeness: 'one-sided' });
  return rows;
}

/** A piece of a value; `differs` where the other value has something else there. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Numbers, Latin words and single characters: the pieces that are compared. */
const tokensOf = (text: string): string[] => text.match(/\d+(?:\.\d+)?%?|[A-Za-z]+|./gsu) ?? [];

/** The pieces of `text` against `other`: what both have in the same order stands plain. */
export function differingPieces(text: string, other: string): Piece[] {
  const a = tokensOf(text);
  const b = tokensOf(other);
  // Longest common subsequence; values are a line long, so the table stays small.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  }
  const pieces: Piece[] = [];
  const push = (token: string, differs: boolean) => {
    const last = pieces.at(-1);
    if (last && last.differs === differs) last.text += token;
    else pieces.push({ text: token, differs });
  };
  for (let i = 0, j = 0; i < a.length; ) {
    if (j < b.length && a[i] === b[j]) {
      push(a[i]!, false);
      i += 1;
      j += 1;
    } else if (j < b.length && common[i]![j + 1]! >= common[i + 1]![j]!) j += 1;
    else {
      push(a[i]!, true);
      i += 1;
    }
  }
  return pieces;
}
