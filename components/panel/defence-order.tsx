import { DataTable } from '@/components/ui/data-table';
import { formatInstant } from '@/lib/kernel/instant';
import type { Defence } from '@/lib/panel/draw';

interface DefenceOrderProps {
  rows: readonly { applicationId: string; institution: string; head: string | null; receipt: string | null; defenceOrder: number | null }[];
  defence: Defence | null;
  /** Of the round: with the time of the draw it makes the seed. */
  number: string;
}

/** The order of the defence, and what anybody needs to repeat the draw. */
export function DefenceOrder({ rows, defence, number }: DefenceOrderProps) {
  if (rows.every((r) => r.defenceOrder === null)) return <p className="muted">答辩顺序尚未排定</p>;
  return (
    <>
      <DataTable
        caption="答辩顺序"
        rows={rows.filter((r) => r.defenceOrder !== null).sort((a, b) => a.defenceOrder! - b.defenceOrder!)}
        rowKey={(r) => r.applicationId}
        columns={[
          { key: 'place', head: '顺序', width: 64, cell: (r) => r.defenceOrder, phone: 'aside' },
          { key: 'institution', head: '申请单位', phone: 'primary', cell: (r) => r.institution },
          { key: 'head', head: '拟任负责人', cell: (r) => r.head ?? <span className="muted">未填写</span> },
          { key: 'receipt', head: '回执编号', align: 'right', cell: (r) => <span className="nw">{r.receipt}</span> },
        ]}
      />
      {defence && <DefenceRecord defence={defence} number={number} />}
    </>
  );
}

/** How the order came about: by a draw that anybody can repeat, or by hand with its reason. */
export function DefenceRecord({ defence, number }: { defence: Defence; number: string }) {
  const said = `${formatInstant(new Date(defence.at))}由${defence.byName}`;
  if (defence.how === 'hand') return <p className="small">{`答辩顺序${said}排定，未抽签。理由：${defence.reason ?? ''}`}</p>;
  return (
    <details className="words">
      <summary>{`答辩顺序${said}抽签，可以复核`}</summary>
      <blockquote>
        <p>种子是“{number} {defence.at}”的 SHA-256：</p>
        <p className="hash">{defence.seed}</p>
        <p>每份申请取“种子、空格、回执编号”的 SHA-256，由小到大即为顺序。</p>
      </blockquote>
    </details>
  );
}
