'use client';

import { useRef } from 'react';

/** Centres to choose from, with one box for all of them. */
export function CentreChecklist({ centres }: { centres: readonly { id: string; label: string; note: string }[] }) {
  const list = useRef<HTMLDivElement>(null);
  const all = (checked: boolean) => list.current?.querySelectorAll<HTMLInputElement>('input[name=centreIds]').forEach((box) => (box.checked = checked));
  return (
    <fieldset className="field">
      <legend>中心</legend>
      <label className="check"><input type="checkbox" onChange={(e) => all(e.target.checked)} /><span>全选 {centres.length} 个</span></label>
      <div ref={list} id="assign-centreIds" className="checks grid gap-x-4 md:grid-cols-3">
        {centres.map((c) => <label key={c.id} className="check"><input type="checkbox" name="centreIds" value={c.id} /><span>{c.label}<small>{c.note}</small></span></label>)}
      </div>
    </fieldset>
  );
}
