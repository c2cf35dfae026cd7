// What the operator's commands share: which database they work on, and how they are named in the audit.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendAudit } from '../lib/audit/append';
import { closeDatabase, type Tx } from '../lib/db/tenant';
import { newId } from '../lib/kernel/ids';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Ends with words instead of a stack trace. */
export function giveUp(words: string): never {
  console.error(words);
  process.exit(2);
}

/**
 * Does the work on the operator's database, as its owner or as the application, and leaves the server as it was found:
 * the database that is given, or the embedded one of this checkout. ZHIKONG_DATA names the folder of data that belongs to it.
 */
export async function onDatabase(login: 'owner' | 'app', work: () => Promise<void>): Promise<void> {
  let leave = async (): Promise<void> => {};
  const given = login === 'owner' ? process.env.DATABASE_OWNER_URL : process.env.DATABASE_URL || process.env.DATABASE_OWNER_URL;
  if (given) {
    process.env.DATABASE_URL = given;
    process.env.ZHIKONG_DATA ||= path.join(root, '.data/production');
  }
  else if (process.env.DATABASE_URL) giveUp('请设置 DATABASE_OWNER_URL：这项工作要用数据库所有者的账号');
  else {
    const home = embeddedHome();
    console.error(`内置数据库：${home}`);
    const { ensureRunning, stop } = await import('../lib/db/embedded');
    const server = await ensureRunning(root, { home });
    if (server.started) leave = () => stop(root, { home });
    process.env.DATABASE_URL = login === 'owner' ? server.ownerUrl : server.appUrl;
    process.env.ZHIKONG_DATA = home;
  }
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await closeDatabase();
    await leave();
  }
}

/** Folder of the embedded database: the one named, that of the mode named, or the only one there is. */
function embeddedHome(): string {
  const mode = process.env.ZHIKONG_MODE || undefined;
  if (mode !== undefined && mode !== 'production' && mode !== 'demo') giveUp(`ZHIKONG_MODE 只能是 production 或 demo，现为“${mode}”`);
  const all = { production: path.join(root, '.data/production'), demo: path.join(root, '.data') };
  const asked = process.env.ZHIKONG_DATA ? [path.resolve(root, process.env.ZHIKONG_DATA)] : mode ? [all[mode]] : Object.values(all);
  const [home, another] = asked.filter((folder) => existsSync(path.join(folder, 'pg', 'PG_VERSION')));
  if (!home) giveUp(`没有数据库（${asked.join('、')}）：请先运行 npm start，或设置 DATABASE_URL`);
  if (another) giveUp('这里有正式和演示两个数据库：请设置 ZHIKONG_MODE=production 或 ZHIKONG_MODE=demo');
  return home;
}

/** Records what a command has done, in the transaction of what it did: nobody is signed in, but the machine knows its user. */
export const recordOperation = (tx: Tx, tenantId: string, act: string, target: { type: string; id: string }, data: Record<string, unknown>): Promise<void> =>
  appendAudit(tx, {
    tenantId, accountId: null, accountName: `命令行 ${userInfo().username}`, role: '', act, targetType: target.type, targetId: target.id, result: 'ok', ip: 'console', requestId: newId(), data,
  });
