// Publishes a rule profile into the database: npm run publish:profile -- FILE
// Freezes the document with its hash as a new revision, makes the tenant if it is new, and adds the directions of its plan.
// Runs as the database owner (DATABASE_OWNER_URL, or the embedded server). A faulty file is refused: run `npm run rules -- validate FILE` first.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { toDb } from '../lib/db/dates';
import { withTenant } from '../lib/db/tenant';
import { canonicalJson } from '../lib/kernel/canonical';
import { newId } from '../lib/kernel/ids';
import { pinyinKey } from '../lib/kernel/pinyin';
import { lintProfile } from '../lib/regulation/lint';
import { compile } from '../lib/rulebook';
import { casesPath, exampleGaps, readCases, runCase } from '../lib/regulations/cases';
import { builtInPath, builtInProfiles, readProfile } from '../lib/regulations/files';
import { giveUp, onDatabase, recordOperation } from './operator';

const [file] = process.argv.slice(2);
if (!file) giveUp('用法：npm run publish:profile -- 文件（或内置档案编号）');
const path = builtInProfiles().includes(file) ? builtInPath(file) : file;
if (!existsSync(path)) giveUp(`没有文件 ${path}，也没有这个编号的内置档案。内置：${builtInProfiles().join('、')}`);
const read = readProfile(path);
if (!read.ok) {
  console.error(read.faults.map((f) => `${f.line}:${f.column} ${f.path} ${f.message}`).join('\n'));
  process.exit(1);
}
const { profile } = read;
const examples = readCases(casesPath(path));
const rulebook = compile(profile);
const failing = examples.cases.flatMap(({ example }) => runCase(rulebook, example).map((wrong) => `${example.name}：${wrong}`));
const gaps = exampleGaps(rulebook, examples.cases.map(({ example }) => example));
const faults = [...[...lintProfile(profile), ...examples.faults, ...gaps].map((f) => f.message), ...failing];
if (faults.length > 0) {
  console.error(`档案有 ${faults.length} 处问题，未发布：\n${faults.join('\n')}`);
  process.exit(1);
}

const document = canonicalJson(profile);
const sha256 = createHash('sha256').update(document, 'utf8').digest('hex');
const { id, name, authority, letter, level, parent } = profile.jurisdiction;
const { effectiveFrom, effectiveTo } = profile.instrument;

await onDatabase('owner', () =>
  withTenant({ tenantId: id, accountId: null }, async (tx) => {
    const above = parent === null ? null : await tx.tenant.findUnique({ where: { id: parent }, select: { id: true } });
    const { count: founded } = await tx.tenant.createMany({ data: [{ id, name, authority, letter, level, parentId: above?.id ?? null }], skipDuplicates: true });
    if (founded > 0) await recordOperation(tx, id, 'tenant.create', { type: 'tenant', id }, { name, authority, level });
    const last = await tx.profileVersion.findFirst({ where: { tenantId: id, profileId: profile.id }, orderBy: { revision: 'desc' }, select: { revision: true, sha256: true } });
    if (last?.sha256 === sha256) return console.log(`${profile.id} 修订 ${last.revision} 已经发布，内容相同`);
    const revision = (last?.revision ?? 0) + 1;
    const versionId = newId();
    await tx.profileVersion.create({
      data: {
        tenantId: id, id: versionId, profileId: profile.id, revision, effectiveFrom: toDb(effectiveFrom), effectiveTo: effectiveTo && toDb(effectiveTo),
        document: JSON.parse(document) as object, sha256,
      },
      select: { id: true },
    });
    const plan = (profile.structure.plan?.fields ?? []).flatMap((field) => field.directions.map((direction) => ({ class: field.class, field: field.field ?? '', direction })));
    for (const [index, direction] of plan.entries()) {
      await tx.specialty.upsert({
        where: { tenantId_class_field_direction: { tenantId: id, ...direction } },
        create: { tenantId: id, id: newId(), ...direction, pinyin: pinyinKey(direction.direction), number: index + 1, listed: true },
        update: { number: index + 1, listed: true },
        select: { id: true },
      });
    }
    await recordOperation(tx, id, 'profile.publish', { type: 'profile-version', id: versionId }, { profileId: profile.id, revision, sha256, effectiveFrom, directions: plan.length });
    console.log(`已发布 ${profile.id} 修订 ${revision}，摘要 ${sha256.slice(0, 16)}`);
  }),
);
