import type { Metadata } from 'next';
import { CommandForm } from '@/components/form/command-form';
import { DataTable } from '@/components/ui/data-table';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { listAccounts } from '@/lib/identity/accounts';
import { unlockAccountAction } from '@/lib/identity/actions';
import { may } from '@/lib/identity/actor';
import { roleLabel } from '@/lib/identity/role-label';
import { loadDeskFor, readAs } from '@/lib/jurisdiction/loaders';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';

export const metadata: Metadata = { title: '账号' };

export default async function AccountsPage({ params }: { params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const desk = await loadDeskFor(jurisdiction, 'account.list');
  const accounts = await readAs(desk.actor, (tx) => listAccounts(tx, desk.actor.tenantId));
  const mayUnlock = may(desk.actor, 'account.unlock', { tenantId: desk.actor.tenantId });
  return (
    <>
      <PageHead title="账号" sub={`共${accounts.length}个；连续5次登录失败锁定15分钟，由安全管理员解锁`} />
      <DataTable
        caption="账号"
        rows={accounts}
        rowKey={(a) => a.accountId}
        columns={[
          { key: 'name', head: '姓名', cell: (a) => a.name, phone: 'primary' },
          { key: 'login', head: '账号', cell: (a) => a.loginName, phone: 'bare' },
          { key: 'roles', head: '任职', cell: (a) => a.roles.map((r) => `${roleLabel(r.role, desk.rules.profile, r.office)}${r.centre ? `（${r.centre}）` : r.institution ? `（${r.institution}）` : ''}`).join('、'), phone: 'full' },
          { key: 'state', head: '状态', cell: (a) => <Tag tone={a.lockedUntil ? 'block' : a.status === 'active' ? 'ok' : 'plain'}>{a.lockedUntil ? `锁定至 ${formatInstant(a.lockedUntil)}` : a.status === 'active' ? '正常' : '停用'}</Tag>, phone: 'aside' },
          ...(mayUnlock ? [{ key: 'op', head: '', align: 'right' as const, phone: 'bare' as const, cell: (a: (typeof accounts)[number]) => a.lockedUntil && <CommandForm action={unlockAccountAction} jurisdiction={jurisdiction} formKey={newId()} inline fields={{ accountId: a.accountId }}><SubmitButton variant="quiet">解锁</SubmitButton></CommandForm> }] : []),
        ]}
      />
    </>
  );
}
