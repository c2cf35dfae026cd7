// Makes the first account of an empty production database and prints its one-time link. Does nothing once an account has a password.
import pg from 'pg';
import { newInvite } from '../lib/identity/invite';
import { newId } from '../lib/kernel/ids';

const ownerUrl = process.env.ZHIKONG_OWNER_URL || process.env.DATABASE_OWNER_URL;
if (!ownerUrl) {
  console.log('没有账号。设置 DATABASE_OWNER_URL 后运行 npm run account 建立第一个管理员。');
  process.exit(0);
}
const client = new pg.Client({ connectionString: ownerUrl });
await client.connect();
try {
  await client.query('begin');
  await client.query(`select set_config('app.tenant_id', 'platform', true)`);
  await client.query(`insert into tenant (id, name, authority, letter, level, kind, sort) values ('platform', '平台', '平台管理', '平', 'national', 'platform', 999) on conflict do nothing`);
  const { rows } = await client.query<{ id: string; password_hash: string | null }>('select id, password_hash from account order by created_at limit 1');
  if (!rows[0]?.password_hash) {
    const { token, inviteHash, inviteExpiresAt } = newInvite();
    const id = rows[0]?.id ?? newId();
    await client.query(
      `insert into account (id, login_name, display_name, invite_hash, invite_expires_at) values ($1, 'admin', '平台管理员', $2, $3)
       on conflict (id) do update set invite_hash = excluded.invite_hash, invite_expires_at = excluded.invite_expires_at`,
      [id, inviteHash, inviteExpiresAt],
    );
    await client.query(`insert into membership (tenant_id, id, account_id, role) select 'platform', $1, $2, 'platform-admin' where not exists (select 1 from membership where account_id = $2)`, [newId(), id]);
    console.log(`第一个管理员（账号 admin）的一次性链接，48 小时内有效：\n${process.env.NEXTAUTH_URL ?? ''}/invite?token=${token}`);
  }
  await client.query('commit');
} finally {
  await client.end();
}
