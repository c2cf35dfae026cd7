import { DataTable } from '@/components/ui/data-table';
import { PageHead } from '@/components/ui/page-head';
import { LEVELS, type Level } from '@/lib/glossary';

/** The jurisdictions on the platform. */
export function TenantList({ tenants }: { tenants: readonly { id: string; name: string; authority: string; level: string; parent: { name: string } | null }[] }) {
  return (
    <>
      <PageHead title="辖区" sub="平台管理员只见辖区名称，不见业务数据" />
      <DataTable
        caption="辖区"
        rows={tenants}
        rowKey={(t) => t.id}
        columns={[
          { key: 'name', head: '辖区', cell: (t) => t.name, phone: 'primary' },
          { key: 'authority', head: '主管部门', cell: (t) => t.authority, phone: 'bare' },
          { key: 'level', head: '层级', cell: (t) => LEVELS[t.level as Level] ?? t.level, phone: 'aside' },
          { key: 'parent', head: '上级', cell: (t) => t.parent?.name ?? '无' },
        ]}
      />
    </>
  );
}
