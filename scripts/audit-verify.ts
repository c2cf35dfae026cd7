// Checks the audit chain of every tenant: each link and each event's own hash. Exit status 1 if anything is wrong.
import { verifyChain } from '../lib/audit/data';
import { PLATFORM, readTenant } from '../lib/db/tenant';
import { onDatabase } from './operator';

await onDatabase('app', async () => {
  const tenants = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => tx.tenant.findMany({ orderBy: { sort: 'asc' }, select: { id: true, name: true } }));
  let broken = 0;
  for (const { id, name } of tenants) {
    const { events, faults, head } = await verifyChain(id);
    console.log(`${faults.length === 0 ? '完整' : '有误'}\t${name}\t${events}条\t${head?.slice(0, 16) ?? '——'}`);
    for (const f of faults) console.log(`\t第${f.seq}条：${f.fault}`);
    broken += faults.length;
  }
  console.log(broken === 0 ? '审计链完整' : `审计链有${broken}处错误`);
  process.exitCode = broken === 0 ? 0 : 1;
});
