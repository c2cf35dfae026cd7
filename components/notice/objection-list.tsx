import { Severity } from '@/components/regulation/severity';
import { formatInstant } from '@/lib/kernel/instant';
import { MATTERS } from '@/lib/notice/schema';
import type { PublicNotice } from '@/lib/notice/data';

/** What has become of the objections to a notice: numbers, matters and answers, nothing of who filed them. */
export function ObjectionList({ objections, decided }: { objections: PublicNotice['objections']; decided: boolean }) {
  const open = objections.filter((o) => o.state === 'open').length;
  return (
    <section className="aside-part" aria-labelledby="objections-head">
      <h3 id="objections-head">异议办理</h3>
      {objections.length === 0 && <p className="sub">没有收到异议</p>}
      {objections.length > 0 && (
        <p>
          {open > 0
            ? <Severity severity="warn">已受理 {objections.length} 件，{open === objections.length ? '办理中' : `${open} 件办理中`}</Severity>
            : <Severity severity="ok">已受理 {objections.length} 件，均已办结</Severity>}
        </p>
      )}
      <ul>
        {objections.map((o) => (
          <li key={o.id}>
            <p><span className="nw">{o.number}</span>，{MATTERS[o.matter]}<small>{formatInstant(o.receivedAt)} 收到；{o.state === 'open' ? '办理中' : o.upheld ? '经核实成立' : '经核实不成立'}</small></p>
            {o.answer && <p className="pre">{o.answer}</p>}
          </li>
        ))}
      </ul>
      {!decided && <p className="small">办结前不作出决定。答复意见在本页公布。</p>}
    </section>
  );
}
