// Lists what stands among the attachments without a row for longer than a day; with --delete it goes.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PLATFORM, readTenant } from '../lib/db/tenant';
import { giveUp, onDatabase } from './operator';
import { sweep } from './sweep';

const remove = process.argv.includes('--delete');

await onDatabase('app', async () => {
  const folder = path.join(path.resolve(process.env.ZHIKONG_DATA!), 'files');
  if (!existsSync(folder)) giveUp(`没有附件目录（${folder}）：请用 ZHIKONG_DATA 指明数据目录`);
  const tenants = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => tx.tenant.findMany({ orderBy: { sort: 'asc' }, select: { id: true, name: true } }));
  let files = 0;
  for (const { id, name } of tenants) {
    const found = await sweep(id, new Date(), remove);
    files += found.files;
    if (found.files > 0) console.log(`${name}\t${found.files}个\t${(found.bytes / 1_000_000).toFixed(1)}MB`);
  }
  console.log(files === 0 ? '没有无主的附件' : remove ? `已清理${files}个无主的附件` : `有${files}个无主的附件；核对数据库与附件目录是同一套以后，加 -- --delete 清理`);
});
