import { Icon } from '@/components/ui/icon';

export type GradeName = 'excellent' | 'good' | 'qualified' | 'unqualified' | 'open';

export interface GradeCell {
  /** 2024年度 */
  label: string;
  grade: GradeName;
  /** The jurisdiction's own word, or 未考核 for an open year. */
  word?: string;
}

/** The years of a strip as its cells; a year without a result is dashed, whether it is still to come or was left out. */
export const stripCells = (years: readonly { year: number; grade: Exclude<GradeName, 'open'> | null; open: boolean }[]): GradeCell[] =>
  years.map(({ year, grade, open }) => ({ label: `${year}年度`, grade: grade ?? 'open', ...(grade ? {} : { word: open ? '待考核' : '未考核' }) }));

const FACES: Record<GradeName, [className: string, word: string]> = {
  excellent: ['a', '优秀'],
  good: ['b', '良好'],
  qualified: ['c', '合格'],
  unqualified: ['x', '不合格'],
  open: ['n', '待考核'],
};

interface GradeStripProps {
  cells: readonly GradeCell[];
  /** The hosting period, first and last day, `YYYY-MM-DD`; one cell is one year of it. */
  period?: { from: string; to: string };
  /** Marked on the axis if it lies in the period. */
  today?: string;
}

/** One cell a year, deeper for better; below it the years of the period and today. */
export function GradeStrip({ cells, period, today }: GradeStripProps) {
  return (
    <div>
      <ol className="grades">
        {cells.map(({ label, grade, word }) => (
          <li key={label} className={FACES[grade][0]}>
            <small>{label}</small>
            <span>{grade === 'unqualified' && <><Icon name="block" size={14} /> </>}{word ?? FACES[grade][1]}</span>
          </li>
        ))}
      </ol>
      {period && <Axis years={cells.length} period={period} today={today} />}
    </div>
  );
}

const DAY = 86_400_000;
/** Below this share of the strip two labels touch. */
const NEAR = 0.08;

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;

function Axis({ years, period, today }: { years: number; period: { from: string; to: string }; today?: string }) {
  const [first, end] = [dayOf(period.from), dayOf(period.to) + 1];
  const share = today ? (dayOf(today) - first) / (end - first) : -1;
  const marked = share >= 0 && share < 1;
  const [year = 0, month = 1] = period.from.split('-').map(Number);
  const after = new Date(end * DAY);
  return (
    <div className="axis" aria-hidden="true">
      {Array.from({ length: years }, (_, i) => {
        const at = i / years;
        // The label would run into 今日: the tick stays, the word goes.
        const covered = marked && share >= at - NEAR / 2 && share < at + NEAR;
        return <span key={i} style={{ left: `${at * 100}%` }}>{covered ? '' : `${year + i}.${month}`}</span>;
      })}
      <span className="z" style={{ left: '100%' }}>{marked && share > 1 - NEAR ? '' : `${after.getUTCFullYear()}.${after.getUTCMonth() + 1}`}</span>
      {marked && (
        <i className={share < NEAR / 2 ? 'first' : share > 1 - NEAR / 2 ? 'last' : undefined} style={{ left: `${(share * 100).toFixed(1)}%` }}><b>今日</b></i>
      )}
    </div>
  );
}
