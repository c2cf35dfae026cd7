export interface Step {
  label: string;
  /** A date, or 最早 and a date for a step that is still to come. */
  note?: string;
  state: 'done' | 'now' | 'todo';
}

const SPOKEN = { done: '已完成', now: '当前', todo: '未开始' };

/** How far a process has come. It is no navigation. */
export function Stepper({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          {step.label}<span className="vh">，{SPOKEN[step.state]}</span>
          {step.note && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}
