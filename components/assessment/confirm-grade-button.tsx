'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { GRADES, type Grade } from '@/lib/glossary';

interface ConfirmGradeButtonProps {
  label: string;
  centre: string;
  year: number;
  /** Settled by the sheet, or what the assessor proposed. */
  grade: Grade;
  /** Whether the form lets another grade be chosen. */
  choosable: boolean;
  /** What the text makes of each grade, in words. */
  outcomes: Readonly<Partial<Record<Grade, string>>>;
}

/** Confirms a grade, with the grade and what the text makes of it in the question. */
export function ConfirmGradeButton({ label, centre, year, grade: proposed, choosable, outcomes }: ConfirmGradeButtonProps) {
  const prepare = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const grade = (choosable ? String(data.get('grade') ?? '') : proposed) as Grade;
    if (!(grade in GRADES) || (grade !== proposed && String(data.get('reason') ?? '').trim() === '')) return null;
    return {
      title: `确认${centre}${year}年度等次为${GRADES[grade]}？`,
      body: <p>{outcomes[grade] ? `按条文：${outcomes[grade]}。` : ''}确认后不能更改。</p>,
    };
  };
  return <ConfirmDialog label={label} variant="primary" title={`确认${centre}${year}年度等次？`} confirmLabel="确认" prepare={prepare}><p>确认后不能更改。</p></ConfirmDialog>;
}
