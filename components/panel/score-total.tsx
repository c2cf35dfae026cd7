'use client';

import { useRef, type ReactNode } from 'react';
import { useFormText } from '@/components/assessment/sheet-total';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { readHalves, soFar, type SheetItem } from '@/lib/panel/points';

interface ScoreTotalProps {
  items: readonly SheetItem[];
  /** What has been kept, as it stands before anything is typed. */
  kept: Readonly<Record<string, string>>;
  maximum: number;
  /** The buttons, and what is said of saving. */
  children: ReactNode;
}

/** How many items are scored and what they come to; follows the typing in its form. */
export function ScoreTotal({ items, kept, maximum, children }: ScoreTotalProps) {
  const ref = useRef<HTMLDivElement>(null);
  const typed = useFormText(ref, [...items.map((i) => `points-${i.id}`), ...items.map((i) => `reason-${i.id}`), 'veto'], kept);
  const { scored, total, wrong } = soFar(items, typed);
  const unexplained = items.filter((i) => (typed[`points-${i.id}`] ?? '').trim() && !(typed[`reason-${i.id}`] ?? '').trim()).length;
  return (
    <div className="total plain" ref={ref}>
      <p className="tt" role="status">
        <span>已评 <b>{scored}</b> / {items.length} 项</span>
        <span>合计 <strong>{total}</strong> / {maximum} 分</span>
        {wrong > 0 && <span className="c-block">{wrong} 项不是有效的分数</span>}
        {unexplained > 0 && <span className="c-warn">{unexplained} 项未写理由</span>}
        {(typed.veto ?? '').trim() && <span className="c-block">已写明否决</span>}
      </p>
      <div className="ta">{children}</div>
    </div>
  );
}

/** Submits a sheet, with its total in the question. A sheet that misses something is sent to hear what. */
export function SubmitScoreButton({ items, institution, maximum }: { items: readonly SheetItem[]; institution: string; maximum: number }) {
  const prepare = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const whole = items.every((i) => {
      const points = readHalves(text(`points-${i.id}`));
      return points !== null && points <= i.points && text(`reason-${i.id}`) !== '';
    });
    if (!whole) return null;
    const { total } = soFar(items, Object.fromEntries(items.map((i) => [`points-${i.id}`, text(`points-${i.id}`)])));
    return {
      title: `提交对${institution}的评分：${total} 分？`,
      body: <p>{`满分 ${maximum} 分${text('veto') ? '，并写明否决' : ''}。提交后不能更改。`}</p>,
    };
  };
  return <ConfirmDialog label="提交评分" variant="primary" title={`提交对${institution}的评分？`} confirmLabel="提交" prepare={prepare}><p>提交后不能更改。</p></ConfirmDialog>;
}
