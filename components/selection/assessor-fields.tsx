'use client';

import { useState, useSyncExternalStore } from 'react';
import { useSubmitted } from '@/components/form/command-form';

interface AssessorFieldsProps {
  /** Everybody who may be named, by name. */
  assessors: readonly { accountId: string; name: string; place: string }[];
  /** Accounts whom the draft names. */
  named: readonly string[];
}

const never = () => () => undefined;

/** Whom a work plan names as its assessors: a box each. With scripts a word narrows the list; what is ticked stays ticked. */
export function AssessorFields({ assessors, named }: AssessorFieldsProps) {
  const submitted = useSubmitted();
  const sent = submitted && 'assessors' in submitted ? [submitted.assessors].flat().map(String) : null;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(sent ?? named));
  const [word, setWord] = useState('');
  const scripted = useSyncExternalStore(never, () => true, () => false);
  const toggle = (id: string, on: boolean) => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((c) => c !== id)));
  const shown = (a: AssessorFieldsProps['assessors'][number]) => word.trim() === '' || `${a.name} ${a.place}`.includes(word.trim());
  return (
    <fieldset className="field picks" id="assessors" tabIndex={-1}>
      <legend className="f"><b>评委名单<span className="req" aria-hidden="true"> *</span></b><span className="small" role="status">{`已选 ${chosen.size} 人`}</span></legend>
      <p className="hint">随方案审定，审定后只能邀请名单中的人。不少于评委人数；多列的，有人回避或者谢绝时可以补上。名单不对外公布。</p>
      {scripted && assessors.length > 8 && (
        <input
          className="in q" type="search" placeholder="姓名或者单位" aria-label="在评委名单中查找" value={word} onChange={(e) => setWord(e.target.value)}
          onKeyDown={(e) => { if (e.key === 'Enter') e.preventDefault(); }}
        />
      )}
      {assessors.length === 0 ? <p className="muted">没有考核专家。考核专家的账号由系统管理员开设。</p> : (
        <ul>
          {assessors.map((a) => (
            <li key={a.accountId} hidden={!shown(a)}>
              <label className="check">
                <input type="checkbox" name="assessors" value={a.accountId} checked={chosen.has(a.accountId)} onChange={(e) => toggle(a.accountId, e.target.checked)} />
                <span>{a.name}<small>{a.place}</small></span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {assessors.length > 0 && !assessors.some(shown) && <p className="muted">没有这样的考核专家</p>}
    </fieldset>
  );
}
