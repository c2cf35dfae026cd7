// Makes an account with a role and prints its one-time link: npm run account -- LOGIN NAME TENANT ROLE [--centre CODE | --institution NAME] [--office TEXT]
// Runs as the database owner (DATABASE_OWNER_URL); the administrators' own screens follow.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ROLES } from '../lib/identity/capabilities';
import { newInvite } from '../lib/identity/invite';
import { newId } from '../lib/kernel/ids';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { centre: { type: 'string' }, institution: { type: 'string' }, office: { type: 'string' } } });
const [loginName, name, tenant, role] = positionals;
const ownerUrl = process.env.DATABASE_OWNER_URL;
if (!loginName || !name || !tenant || !role || !(role in ROLES) || !ownerUrl) {
  console.error(`用法：DATABASE_OWNER_URL=… npm run account -- 账号 姓名 辖区 角色 [--centre 编号 | --institution 单位] [--office 处室]\n角色：${Object.entries(ROLES).map(([id, label]) => `${id}（${label}）`).join('、')}`);
  process.exit(2);
}
const client = new pg.Client({ connectionString: ownerUrl });
await client.connect();
try {
  await client.query('begin');
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenant]);
  const one = async (sql: string, parameters: unknown[], missing: string): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(sql, parameters);
    if (!rows[0]) throw new Error(missing);
    return rows[0].id;
  };
  await one('select id from tenant where id = $1', [tenant], `没有辖区 ${tenant}`);
  const centreId = values.centre ? await one('select id from centre where code = $1', [values.centre], `没有中心 ${values.centre}`) : null;
  const institutionId = values.institution ? await one('select id from institution where name = $1', [values.institution], `没有单位 ${values.institution}`) : null;
  const { token, inviteHash, inviteExpiresAt } = newInvite();
  const { rows } = await client.query<{ id: string; password_hash: string | null }>(
    `insert into account (id, login_name, display_name, invite_hash, invite_expires_at) values ($1, $2, $3, $4, $5)
     on conflict (login_name) do update set login_name = excluded.login_name returning id, password_hash`,
    [newId(), loginName.toLowerCase(), name, inviteHash, inviteExpiresAt],
  );
  const account = rows[0]!;
  await client.query(
    'insert into membership (tenant_id, id, account_id, role, centre_id, institution_id, office) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant, newId(), account.id, role, centreId, institutionId, values.office ?? null],
  );
  // Whoever can sign in already keeps his password; only a new account gets a link.
  if (!account.password_hash) await client.query('update account set invite_hash = $2, invite_expires_at = $3 where id = $1', [account.id, inviteHash, inviteExpiresAt]);
  await client.query('commit');
  console.log(account.password_hash ? `已为 ${loginName} 增加任职` : `一次性链接，48 小时内有效：\n${process.env.NEXTAUTH_URL ?? 'https://…'}/invite?token=${token}`);
} catch (error) {
  await client.query('rollback').catch(() => {});
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await client.end();
}
