import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { profileSchema } from '../regulation/profile';
import { draftOf, faultsOf, fenOf, fieldsOf, formatFen, formFor, paperOf, questionsOf, settled, shownAnswer, sumOf, type FormCase } from './form';
import { draftSchema, saveSchema, type Edit } from './schema';

const profile = (name: string) => profileSchema.parse(parse(readFileSync(`lib/regulations/${name}.yaml`, 'utf8')));
const of: FormCase = { road: 'selection', body: null, specialty: { class: 'clinical' } };
const edit = (more: object) => saveSchema.parse({ step: 'edit', applicationId: '019b76da-a8c9-7000-8003-2474a941c8d8', ...more }) as Edit;

describe('the form', () => {
  it('is the own of a jurisdiction that has one, otherwise made of its rules', () => {
    const own = profile('chongqing-2025');
    expect(formFor(own, of).sections).toBe(own.applicationForm!.sections);
    const plain = formFor(profile('jinxiang-2026'), of);
    expect(plain.article).toBeNull();
    expect(fieldsOf(plain).map((f) => f.id)).toEqual(expect.arrayContaining(['statement', 'head', 'work-plan', 'attachment']));
    expect(fieldsOf(plain).filter((f) => f.id.startsWith('rule-')).length).toBe(profile('jinxiang-2026').rules.filter((r) => r.kind.startsWith('host.')).length);
  });
  it('of a recommendation asks for a person and reasons, and for nothing of a host', () => {
    const qingpu = profile('qingpu-2025');
    const recommends: FormCase = { road: 'recommendation', body: qingpu.structure.bodies[0]!.body, specialty: { class: 'clinical' } };
    expect(fieldsOf(formFor(qingpu, recommends)).map((f) => f.id)).toEqual(['person', 'reasons', 'attachment']);
    expect(questionsOf(qingpu, recommends)).toEqual([]);
    expect(faultsOf(qingpu, recommends, draftSchema.parse({}), []).map((f) => f.name)).toEqual(['post', 'personId', 'form.reasons']);
  });
  it('asks what the rules ask, strength in the specialty only where it counts', () => {
    expect(questionsOf(profile('chongqing-2025'), of).map((q) => q.name)).toEqual(['premises', 'equipment', 'staff', 'funds']);
    expect(questionsOf(profile('zhengzhou-2024'), of).map((q) => q.name)).toContain('outstanding');
  });
});

describe('a working copy', () => {
  const cq = profile('chongqing-2025');
  it('keeps what the form has, and drops what it has not', () => {
    const { draft } = draftOf(cq, of, edit({ form: { 'work-plan': '想法', nowhere: 'x', 'centre-staff': [{ role: '秘书' }] }, premises: 'yes', funds: 'no' }));
    expect([draft.form['work-plan'], draft.form.nowhere, draft.form['centre-staff'], draft.statements]).toEqual(['想法', undefined, [{ role: '秘书' }], { resources: { premises: true, funds: false } }]);
  });
  it('without scripts gains and loses a row', () => {
    const rows = [{ item: '会议', amount: '1' }];
    expect(draftOf(cq, of, edit({ form: { funds: rows }, rowAct: 'add-funds' })).draft.form.funds).toEqual([...rows, {}]);
    expect(draftOf(cq, of, edit({ form: { funds: rows }, rowAct: 'remove-funds' })).draft.form.funds).toEqual([]);
  });
  it('takes a choice only from its options', () => {
    const zz = profile('zhengzhou-2024');
    expect(draftOf(zz, of, edit({ form: { class: '临床类' } })).draft.form.class).toBe('临床类');
    expect(draftOf(zz, of, edit({ form: { class: '别的类' } })).draft.form.class).toBeUndefined();
  });
  it('is settled without blank rows and blanks', () => {
    expect(settled(draftSchema.parse({ form: { a: ' x ', b: [{ kind: 'full-time' }, { role: '秘书' }] } })).form).toEqual({ a: 'x', b: [{ role: '秘书' }] });
  });
  it('is cleaned of what documents leave behind', () => expect(edit({ form: { a: 'a\vb\u0001\r\nc' } }).form.a).toBe('a\nb\nc'));
});

describe('amounts', () => {
  it.each([['300,000', 30_000_000], ['12.5', 1250], ['3元', 300], ['三十万', null], ['', null], [undefined, null], ['-1', null], ['1.234', null]])('%j are %j fen', (typed, fen) => expect(fenOf(typed)).toBe(fen));
  it('are summed and written with their thousands', () => {
    expect(formatFen(sumOf([{ amount: '300,000' }, { amount: '0.5' }, { amount: '若干' }]))).toBe('300,000.50元');
    expect(formatFen(0)).toBe('0元');
    expect(formatFen(123_456_700)).toBe('1,234,567元');
  });
});

describe('on paper', () => {
  const cq = profile('chongqing-2025');
  it('stands every field, the statements, and a place for the seal', () => {
    const content = draftSchema.parse({ form: { 'work-plan': '一\n二', funds: [{ item: '会议', amount: '100' }] }, statements: { resources: { premises: true } } });
    const paper = paperOf({ profile: cq, of: { ...of, number: 'CQ-LX-2026-001', specialty: { class: 'clinical', direction: '重症医学专业' } }, content, institution: '渝岚医院', person: null, files: [{ fieldId: 'other-material', name: '甲.pdf' }], digest: 'd', submitted: null });
    const cells = new Map(paper.parts.flatMap((p) => p.rows.map((r) => [r.label, r.cell])));
    expect(paper.number).toBe('CQ-LX-2026-001，尚未提交');
    expect(cells.get('质控工作思路与计划')!.lines).toEqual(['一', '二']);
    expect([cells.get('工作经费')!.table!.rows, cells.get('工作经费')!.after]).toEqual([[['会议', '100元', '']], '合计100元']);
    expect([cells.get('具备办公场所')!.lines, cells.get('具备设备设施')!.lines, cells.get('市卫生健康委要求的其他材料')!.lines]).toEqual([['是'], ['未填写'], ['1．甲.pdf']]);
    expect(cells.get('申请单位意见')!.room).toBe('stamp');
  });
  it('a text where rows are expected is shown as it is', () => expect(shownAnswer({ id: 'x', label: 'x', article: '1', type: 'staff', required: true }, '专职2人')).toEqual({ kind: 'text', text: '专职2人' }));

  it('how many people a row names is said with its unit', () => {
    const staff = { id: 'x', label: '人员', article: '1', type: 'staff' as const, required: true };
    expect(shownAnswer(staff, [{ role: '质控专员', kind: 'part-time', count: '2' }, { role: '秘书', kind: 'full-time' }])).toMatchObject({ head: ['岗位', '专兼职', '人数', '说明'], rows: [['质控专员', '兼职', '2人', ''], ['秘书', '专职', '', '']] });
  });
});
