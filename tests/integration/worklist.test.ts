import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTenant } from '../../lib/db/tenant.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { pageMessages } from '../../lib/message/data.ts';
import { markRead } from '../../lib/message/mutations.ts';
import { localDate, type LocalDate } from '../../lib/kernel/local-date.ts';
import { listWork } from '../../lib/worklist/data.ts';
import type { WorkItem } from '../../lib/worklist/model.ts';
import { act, demoActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

// What rounds ask of whom, and what accounts were told.

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
});
afterAll(() => closeSeeded({ database, admin }));

const KINDS = ['selection', 'application', 'panel', 'objection', 'handover'];
/** The items of an account that come from rounds, in the order of the list. */
async function workOf(login: string, tenantId = 'chongqing', on: LocalDate = TODAY): Promise<WorkItem[]> {
  const actor = await demoActor(admin, login, tenantId);
  const items = await readTenant({ tenantId, accountId: actor.accountId }, async (tx) => listWork(tx, actor, await rulesFor(tx, tenantId, on), on));
  return items.filter((i) => KINDS.includes(i.kind));
}
const titles = async (login: string, tenantId?: string, on?: LocalDate) => (await workOf(login, tenantId, on)).map((i) => i.title).sort();

describe('the worklist of rounds', () => {
  it('gives the official every next step of the commission that another has not kept for himself', async () => {
    expect(await titles('cq-official')).toEqual([
      '公示期满，作出决定', '启动挂靠单位重新遴选', '启动挂靠单位重新遴选', '审定遴选工作方案', '审核申请', '异议成立，终止公示后重新办理', '截止申报，转入资格审核', '发布遴选公告', '择优，提出拟定结果', '核实并答复异议',
    ].sort());
    // What the first official chose is released by the second, and by him only.
    expect(await titles('cq-official-2')).toContain('复核名单，发布公示');
  });

  it('gives the office what it prepares and carries out, and nothing that is the commission’s to decide', async () => {
    expect(await titles('cq-office')).toEqual(['审核申请', '截止申报，转入资格审核', '核实并答复异议'].sort());
    await admin.query(`update selection set state = 'draft', return_reason = '评分细则过于笼统' where tenant_id = 'chongqing' and state = 'scheme-submitted'`);
    const returned = (await workOf('cq-office')).find((i) => i.stage === '已退回');
    expect(returned).toMatchObject({ title: '修改退回的工作方案', article: '7(2)' });
    expect(returned!.subject).toContain('评分细则过于笼统');
    // Somebody else's plan is none of the official's work.
    expect(await titles('cq-official')).not.toContain('修改退回的工作方案');
    await admin.query(`update selection set state = 'scheme-submitted', return_reason = null where tenant_id = 'chongqing' and return_reason is not null`);
  });

  it('shows a decision only when the notice is over and nothing is open', async () => {
    const over = await oneOf<{ id: string; last: string; notice: string }>(admin, `select s.id, n.id as notice, n.last_day::text as last from selection s join notice n on (n.tenant_id, n.selection_id) = (s.tenant_id, s.id)
      where s.tenant_id = 'chongqing' and n.state = 'running' and not exists (select 1 from objection o where o.tenant_id = n.tenant_id and o.notice_id = n.id)`);
    const due = async (on: string) => (await workOf('cq-official', 'chongqing', localDate(on))).find((i) => i.key === `round ${over.id}`);
    expect(await due(over.last)).toBeUndefined();
    expect(await due(TODAY)).toMatchObject({ title: '公示期满，作出决定', article: '7(5)', href: `/selections/${over.id}/result` });
  });

  it('moves a reviewed round on to its panel, and to the scoring when enough have accepted', async () => {
    const round = await oneOf<{ id: string }>(admin, `select id from selection where tenant_id = 'chongqing' and state = 'reviewing'`);
    const now = async () => (await workOf('cq-office')).find((i) => i.key === `round ${round.id}`);
    expect(await now()).toMatchObject({ kind: 'application', href: `/selections/${round.id}/applications` });
    await admin.query(`update application set state = 'withdrawn' where tenant_id = 'chongqing' and selection_id = $1 and state = 'submitted'`, [round.id]);
    expect(await now()).toMatchObject({ kind: 'panel', title: '组成评审组' });
    await admin.query(`update panel_member set state = 'accepted', declared_at = now() where tenant_id = 'chongqing' and selection_id = $1 and state = 'invited'`, [round.id]);
    expect(await now()).toMatchObject({ kind: 'panel', title: '开始评审' });
  });

  it('tells a contact of calls that his house has not answered, of what he began, and of what he must sign', async () => {
    const draft = (await workOf('cq-host')).find((i) => i.title === '完成并提交申请书');
    expect(draft).toMatchObject({ kind: 'application', dueOn: '2026-12-08', article: '7(3)' });
    expect(await titles('cq-host-2')).toEqual(['核对交接清单并签字接收']);
    expect(await titles('cq-host-3')).toEqual(['决定是否申请']);
    expect(await titles('cq-host-4')).toEqual(['决定是否申请', '填写交接清单并签字移交'].sort());
    // After the deadline nothing can be handed in any more.
    expect(await titles('cq-host', 'chongqing', localDate('2026-12-09'))).not.toContain('完成并提交申请书');
  });

  it('tells an assessor of invitations and of the sheets that he owes, never of others’', async () => {
    const owed = async (login: string) => (await workOf(login)).find((i) => i.title === '提交评分')?.subject ?? '';
    // A draft is still owed.
    expect(await owed('cq-panel-2')).toContain('还有2份');
    await admin.query(`update panel_score set state = 'submitted', total = 80, submitted_at = now() where tenant_id = 'chongqing' and state = 'draft'`);
    expect(await owed('cq-panel-2')).toContain('还有1份');
    expect((await titles('cq-panel-1')).filter((t) => t === '提交评分')).toEqual([]);
    expect(await owed('cq-panel-3')).toContain('还有2份');
    expect(await titles('cq-panel-5')).toEqual([]);
    expect(await titles('cq-panel-4')).toEqual([]);
  });

  it('urges a handover on when its day has passed', async () => {
    expect((await titles('cq-official', 'chongqing', localDate('2026-12-11'))).filter((t) => t.startsWith('督促交接'))).toHaveLength(2);
  });

  it('asks a centre without a host for one round only: while one runs, none is due', async () => {
    const due = (await workOf('cq-official')).filter((i) => i.key.startsWith('refill'));
    expect(due.map((i) => /^\/selections\/new\?specialty=.*&centre=/.test(i.href))).toEqual([true, true]);
    await admin.query(`update selection set centre_id = $1, purpose = 'replace' where tenant_id = 'chongqing' and state = 'choosing'`, [due[0]!.key.slice(7)]);
    expect((await workOf('cq-official')).filter((i) => i.key.startsWith('refill'))).toHaveLength(1);
  });

  it('asks nothing of anybody where the text knows no rounds', async () => {
    for (const login of ['cq-director', 'cq-secretary', 'jx-assessor', 'na-host']) expect(await titles(login, { cq: 'chongqing', jx: 'jinxiang', na: 'national' }[login.slice(0, 2)])).toEqual([]);
  });
});

describe('messages', () => {
  it('are read page by page, the unread ones by themselves, and never by another account', async () => {
    const actor = await demoActor(admin, 'cq-official', 'chongqing');
    const page = (unread: boolean, before?: string, accountId = actor.accountId) => readTenant({ tenantId: 'chongqing', accountId }, (tx) => pageMessages(tx, 'chongqing', accountId, { unread, before }));
    const first = await page(false);
    expect([first.items.length, first.next !== null]).toEqual([20, true]);
    const second = await page(false, first.next!);
    expect(new Set([...first.items, ...second.items].map((m) => m.id)).size).toBe(first.all);
    const times = [...first.items, ...second.items].map((m) => m.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await page(true)).items.every((m) => m.readAt === null)).toBe(true);
    // A cursor of somebody else's is none.
    const foreign = await oneOf<{ id: string }>(admin, `select id from message where tenant_id = 'chongqing' and account_id <> $1 order by at, id limit 1`, [actor.accountId]);
    expect((await page(false, foreign.id)).items).toEqual(first.items);
  });

  it('are marked as read one by one or all at once, one’s own only, and a second time changes nothing', async () => {
    const actor = await demoActor(admin, 'cq-office', 'chongqing');
    const unread = () => rowsOf<{ id: string }>(admin, 'select id from message where account_id = $1 and read_at is null order by id', [actor.accountId]);
    const foreign = await oneOf<{ id: string }>(admin, `select id from message where account_id <> $1 and read_at is null order by id limit 1`, [actor.accountId]);
    const before = await unread();
    expect(before.length).toBeGreaterThan(2);
    expect(await act(actor, 'message.read', markRead, { messageId: foreign.id })).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
    expect(await act(actor, 'message.read', markRead, { messageId: before[0]!.id })).toMatchObject({ ok: true });
    expect(await act(actor, 'message.read', markRead, { messageId: before[0]!.id })).toMatchObject({ ok: true, value: { message: '没有未读消息' } });
    expect(await unread()).toHaveLength(before.length - 1);
    expect(await act(actor, 'message.read', markRead, { all: true })).toMatchObject({ ok: true });
    expect(await unread()).toEqual([]);
    expect(await rowsOf(admin, 'select 1 from message where id = $1 and read_at is null', [foreign.id])).toHaveLength(1);
  });
});
