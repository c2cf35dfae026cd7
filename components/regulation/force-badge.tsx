export type ForceName = 'mandatory' | 'in-principle' | 'advisory';

const FACES: Record<ForceName, [word: string, className: string]> = {
  mandatory: ['强制', 'force'],
  'in-principle': ['原则上', 'force soft'],
  advisory: ['提示', 'force adv'],
};

/** The force in a word. */
export const FORCE_WORDS: Record<ForceName, string> = { mandatory: FACES.mandatory[0], 'in-principle': FACES['in-principle'][0], advisory: FACES.advisory[0] };

/** How strictly the text binds: solid, dashed or no line. */
export function ForceBadge({ force }: { force: ForceName }) {
  const [word, className] = FACES[force];
  return <span className={className}>{word}</span>;
}
