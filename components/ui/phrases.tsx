/** A text that is broken after punctuation, within a phrase only where that alone is wider than the line: no 不⏎作调整. */
export function Phrases({ children }: { children: string }) {
  const phrases = children.match(/[^；，。：、]+[；，。：、]*|[；，。：、]+/g) ?? [];
  return phrases.map((phrase, i) => <span key={i} className="phrase">{phrase}</span>);
}
