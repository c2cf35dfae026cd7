interface Band {
  /** Least score of the band. */
  from: number;
  /** 合格 */
  word: string;
}

interface ScoreBandsProps {
  score: number;
  max: number;
  /** Rising, the first from 0. */
  bands: readonly Band[];
  /** Where the drawn scale begins; lower scores stand at its left end. */
  start?: number;
}

/** Where a score stands among the grade bands. */
export function ScoreBands({ score, max, bands, start = 0 }: ScoreBandsProps) {
  const ends = bands.map((_, i) => bands[i + 1]?.from ?? max);
  const at = bands.findLastIndex(({ from }) => score >= from);
  const next = bands[at + 1];
  const share = (value: number) => Math.min(1, Math.max(0, (value - start) / (max - start)));
  const spoken = `${score} 分，${bands[at]?.word ?? ''}${next ? `，距${next.word} ${next.from - score} 分` : ''}`;
  return (
    <div
      className="bands" role="img" aria-label={spoken}
      style={{ gridTemplateColumns: bands.map(({ from }, i) => `minmax(0, ${((ends[i] ?? max) - Math.max(from, start))}fr)`).join(' ') }}
    >
      {bands.map(({ from, word }, i) => (
        <div key={word} className={`${i === 0 ? 'low' : ''} ${i === at ? 'on' : ''}`}>{i ? `${from} ${word}` : `${ends[0]} 以下 ${word}`}</div>
      ))}
      <i style={{ left: `${(share(score) * 100).toFixed(1)}%` }}><b>{score}</b></i>
    </div>
  );
}
