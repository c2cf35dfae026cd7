// Makes an account with a role and prints its one-time link: npm run account -- LOGIN NAME TENANT ROLE [--centre CODE | --institution NAME] [--office TEXT]
// Run again for the same account it makes a new link, as long as nobody has used one.
// Runs as the database owner (DATABASE_OWNER_URL, or the embedded server); the administrators' own screens follow.
import { parseArgs } from 'node:util';
import { PLATFORM, withTenant } from '../lib/db/tenant';
import { ROLES, type Role } from '../lib/identity/capabilities';
import { newInvite } from '../lib/identity/invite';
import { newId } from '../lib/kernel/ids';
import { giveUp, onDatabase, recordOperation } from './operator';

const { login, name, tenantId, role, values } = read();

await onDatabase('owner', () =>
  withTenant({ tenantId, accountId: null }, async (tx) => {
    const must = <T>(found: T | null, words: string): T => {
      if (found === null) throw new Error(words);
      return found;
    };
    must(await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }), `没有辖区 ${tenantId}`);
    const centreId = values.centre ? must(await tx.centre.findFirst({ where: { tenantId, code: values.centre }, select: { id: true } }), `没有中心 ${values.centre}`).id : null;
    const institutionId = values.institution ? must(await tx.institution.findFirst({ where: { tenantId, name: values.institution }, select: { id: true } }), `没有单位 ${values.institution}`).id : null;
    const known = await tx.account.findUnique({ where: { loginName: login }, select: { id: true, passwordHash: true } });
    const { token, ...invite } = newInvite();
    const accountId = known?.id ?? newId();
    const target = { type: 'account', id: accountId };
    if (!known) {
      await tx.account.create({ data: { id: accountId, loginName: login, displayName: name, ...invite }, select: { id: true } });
      await recordOperation(tx, tenantId, 'account.create', target, { loginName: login, name });
    } else if (!known.passwordHash) {
      // Whoever can sign in keeps his password; a link that nobody has used is replaced.
      await tx.account.update({ where: { id: accountId }, data: invite, select: { id: true } });
      await recordOperation(tx, tenantId, 'account.invite', target, { loginName: login });
    }
    const held = { tenantId, accountId, role, centreId, institutionId };
    const holds = await tx.membership.findFirst({ where: { ...held, status: 'active' }, select: { id: true } });
    if (!holds) {
      await tx.membership.create({ data: { ...held, id: newId(), office: values.office ?? null }, select: { id: true } });
      await recordOperation(tx, tenantId, 'role.grant', target, { loginName: login, role, centreId, institutionId });
    }
    if (known?.passwordHash) console.log(holds ? `${login} 已有这项任职` : `已为 ${login} 增加任职`);
    else console.log(`一次性链接，48 小时内有效：\n${process.env.NEXTAUTH_URL ?? 'https://…'}/invite?token=${token}`);
  }),
);

function read() {
  const usage = `用法：npm run account -- 账号 姓名 辖区 角色 [--centre 编号 | --institution 单位] [--office 处室]\n角色：${Object.entries(ROLES).map(([id, label]) => `${id}（${label}）`).join('、')}`;
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { centre: { type: 'string' }, institution: { type: 'string' }, office: { type: 'string' } } });
    const [login, name, tenantId, role, ...more] = positionals.map((p) => p.trim());
    if (!login || !name || !tenantId || !role || more.length > 0) giveUp(usage);
    if (!(role in ROLES)) giveUp(`没有角色 ${role}\n${usage}`);
    if ((role === 'director' || role === 'secretary') !== Boolean(values.centre)) giveUp(`主任和秘书（且只有他们）要写明中心：--centre 编号\n${usage}`);
    if ((role === 'host-contact') !== Boolean(values.institution)) giveUp(`挂靠单位联系人（且只有他）要写明单位：--institution 单位\n${usage}`);
    if ((role === 'platform-admin') !== (tenantId === PLATFORM)) giveUp(`平台管理员属于 ${PLATFORM}，其他角色属于一个辖区\n${usage}`);
    return { login: login.toLowerCase(), name, tenantId, role: role as Role, values };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${usage}`);
  }
}
