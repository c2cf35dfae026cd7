// Makes the first administrator of a production database and prints his one-time link: a new one each time, until he has used one.
import { PLATFORM, withTenant } from '../lib/db/tenant';
import { newInvite } from '../lib/identity/invite';
import { newId } from '../lib/kernel/ids';
import { onDatabase, recordOperation } from './operator';

const LOGIN = 'admin';
const mayWrite = Boolean(process.env.DATABASE_OWNER_URL);

await onDatabase(mayWrite ? 'owner' : 'app', () =>
  withTenant({ tenantId: PLATFORM, accountId: null }, async (tx) => {
    const known = await tx.membership.findFirst({ where: { tenantId: PLATFORM, role: 'platform-admin', account: { passwordHash: { not: null } } }, select: { id: true } });
    if (known) return;
    if (!mayWrite) return console.log('还没有管理员。设置 DATABASE_OWNER_URL 后重新启动，即可得到第一个管理员的一次性链接。');
    // Two starts at once make one link after the other.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('first administrator', 0))`;
    await tx.tenant.createMany({ data: [{ id: PLATFORM, name: '平台', authority: '平台管理', letter: '平', level: 'national', kind: 'platform', sort: 999 }], skipDuplicates: true });
    const taken = await tx.account.findUnique({ where: { loginName: LOGIN }, select: { id: true, passwordHash: true } });
    if (taken?.passwordHash) return console.log(`还没有平台管理员，而账号 ${LOGIN} 已属他人。请运行 npm run account -- 账号 姓名 ${PLATFORM} platform-admin`);
    const { token, ...invite } = newInvite();
    const accountId = taken?.id ?? newId();
    if (taken) await tx.account.update({ where: { id: accountId }, data: invite, select: { id: true } });
    else await tx.account.create({ data: { id: accountId, loginName: LOGIN, displayName: '平台管理员', ...invite }, select: { id: true } });
    const holds = await tx.membership.findFirst({ where: { tenantId: PLATFORM, accountId, role: 'platform-admin', status: 'active' }, select: { id: true } });
    if (!holds) await tx.membership.create({ data: { tenantId: PLATFORM, id: newId(), accountId, role: 'platform-admin' }, select: { id: true } });
    await recordOperation(tx, PLATFORM, taken ? 'account.invite' : 'account.create', { type: 'account', id: accountId }, { loginName: LOGIN, role: 'platform-admin' });
    console.log(`第一个管理员（账号 ${LOGIN}）的一次性链接，48 小时内有效：\n${process.env.NEXTAUTH_URL ?? ''}/invite?token=${token}`);
  }),
);
