// Checks the audit chain of every tenant: each link and each event's own hash. Exit status 1 if anything is wrong.
import { existsSync } from 'node:fs';
import { verifyTenant } from '../lib/audit/data';
import { closeDatabase, PLATFORM, readTenant } from '../lib/db/tenant';

if (!process.env.DATABASE_URL) {
  const { ensureRunning } = await import('../lib/db/embedded');
  if (!existsSync('.data')) {
    console.error('没有数据：请先运行 npm start，或设置 DATABASE_URL');
    process.exit(2);
  }
  process.env.DATABASE_URL = (await ensureRunning(process.cwd())).appUrl;
}

const tenants = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => tx.tenant.findMany({ orderBy: { sort: 'asc' }, select: { id: true, name: true } }));
let broken = 0;
for (const { id, name } of tenants) {
  const { events, faults, head } = await readTenant({ tenantId: id, accountId: null }, (tx) => verifyTenant(tx, id));
  console.log(`${faults.length === 0 ? '完整' : '有误'}\t${name}\t${events}条\t${head?.slice(0, 16) ?? '——'}`);
  for (const f of faults) console.log(`\t第${f.seq}条：${f.fault}`);
  broken += faults.length;
}
await closeDatabase();
console.log(broken === 0 ? '审计链完整' : `审计链有${broken}处错误`);
process.exitCode = broken === 0 ? 0 : 1;
