'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';

interface ChooseRuleButtonProps {
  year: number;
  /** Each way of grading, with the number of centres of each grade under it. */
  ways: readonly { value: string; label: string; tally: string }[];
  /** Centres on which the two differ. */
  differing: number;
}

/** Chooses one way of grading for a year, with the way and how many centres hang on it in the question. */
export function ChooseRuleButton({ year, ways, differing }: ChooseRuleButtonProps) {
  const prepare = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const way = ways.find((w) => w.value === data.get('gradeRule'));
    const other = ways.find((w) => w !== way);
    if (!way || String(data.get('reason') ?? '').trim() === '') return null;
    return {
      title: `${year}年度一律${way.label}认定等次？`,
      body: (
        <>
          <p>{differing}个中心的等次因此与{other?.label}所得不同。全年：{way.tally}。</p>
          <p>选定后全年所有中心适用同一种办法，不能更改。</p>
        </>
      ),
    };
  };
  return <ConfirmDialog label="选定办法" variant="primary" title={`选定${year}年度的认定办法？`} confirmLabel="选定" prepare={prepare}><p>选定后全年所有中心适用同一种办法，不能更改。</p></ConfirmDialog>;
}
