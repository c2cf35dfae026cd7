// Publishes a rule profile into the database: npm run publish:profile -- FILE
// Freezes the document with its hash as a new revision, makes the tenant if it is new, and adds the directions of its plan.
// Runs as the database owner (DATABASE_OWNER_URL). A faulty file is refused: run `npm run rules -- validate FILE` first.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { canonicalJson } from '../lib/kernel/canonical';
import { newId } from '../lib/kernel/ids';
import { pinyinKey } from '../lib/kernel/pinyin';
import { lintProfile } from '../lib/regulation/lint';
import { compile } from '../lib/rulebook';
import { casesPath, readCases, runCase } from '../lib/regulations/cases';
import { builtInPath, builtInProfiles, readProfile } from '../lib/regulations/files';

const [file] = process.argv.slice(2);
const ownerUrl = process.env.DATABASE_OWNER_URL;
if (!file || !ownerUrl) {
  console.error('用法：DATABASE_OWNER_URL=… npm run publish:profile -- 文件（或内置档案编号）');
  process.exit(2);
}
const path = builtInProfiles().includes(file) ? builtInPath(file) : file;
const read = readProfile(path);
if (!read.ok) {
  console.error(read.faults.map((f) => `${f.line}:${f.column} ${f.path} ${f.message}`).join('\n'));
  process.exit(1);
}
const { profile } = read;
const examples = readCases(casesPath(path));
const failing = examples.cases.flatMap(({ example }) => runCase(compile(profile), example).map((wrong) => `${example.name}：${wrong}`));
const faults = [...lintProfile(profile).map((f) => f.message), ...examples.faults.map((f) => f.message), ...failing];
if (faults.length > 0) {
  console.error(`档案有 ${faults.length} 处问题，未发布：\n${faults.join('\n')}`);
  process.exit(1);
}

const document = canonicalJson(profile);
const sha256 = createHash('sha256').update(document, 'utf8').digest('hex');
const { id, name, authority, letter, level, parent } = profile.jurisdiction;
const client = new pg.Client({ connectionString: ownerUrl });
await client.connect();
try {
  await client.query('begin');
  await client.query(`select set_config('app.tenant_id', $1, true)`, [id]);
  await client.query(
    `insert into tenant (id, name, authority, letter, level, parent_id) values ($1, $2, $3, $4, $5, (select id from tenant where id = $6)) on conflict (id) do nothing`,
    [id, name, authority, letter, level, parent],
  );
  const { rows } = await client.query<{ revision: number; sha256: string }>('select revision, sha256 from profile_version where profile_id = $1 order by revision desc limit 1', [profile.id]);
  if (rows[0]?.sha256 === sha256) console.log(`${profile.id} 修订 ${rows[0].revision} 已经发布，内容相同`);
  else {
    const revision = (rows[0]?.revision ?? 0) + 1;
    await client.query('insert into profile_version (tenant_id, id, profile_id, revision, effective_from, effective_to, document, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id, newId(), profile.id, revision, profile.instrument.effectiveFrom, profile.instrument.effectiveTo, document, sha256,
    ]);
    let number = 0;
    for (const field of profile.structure.plan?.fields ?? []) {
      for (const direction of field.directions) {
        number += 1;
        await client.query(
          `insert into specialty (tenant_id, id, class, field, direction, pinyin, number, listed) values ($1, $2, $3, $4, $5, $6, $7, true)
           on conflict (tenant_id, class, field, direction) do update set number = excluded.number, listed = true`,
          [id, newId(), field.class, field.field, direction, pinyinKey(direction), number],
        );
      }
    }
    console.log(`已发布 ${profile.id} 修订 ${revision}，摘要 ${sha256.slice(0, 16)}`);
  }
  await client.query('commit');
} finally {
  await client.end();
}
