import { Fragment } from 'react';

/** Longer phrases than this may break inside; a phone is about so many characters wide. */
const SHORT = 14;

/** A text that is broken after punctuation, not within a short phrase: no 不⏎作调整. */
export function Phrases({ children }: { children: string }) {
  const phrases = children.match(/[^；，。：、]+[；，。：、]*|[；，。：、]+/g) ?? [];
  return phrases.map((phrase, i) => (phrase.length <= SHORT ? <span key={i} className="nw">{phrase}</span> : <Fragment key={i}>{phrase}</Fragment>));
}
