import { describe, expect, it } from 'vitest';
import { callFaults, saveSchema, schemeDraftOf, type Edit } from './schema';
import { fullPoints, schemeFaults, schemeSchema, unnamed } from './scheme';

const ID = '01a210a3-1b18-75b9-b835-4f6a17631c9f';
const edit = (over: object = {}) => saveSchema.parse({ step: 'edit', selectionId: ID, title: '公告', procedure: '1. 申请', panel: 'yes', size: '5', items: [{ id: 'item-1', label: '甲', points: '60' }, { label: '乙', points: '40.5' }], ...over }) as Edit;

describe('the draft of a work plan', () => {
  it('is a whole plan where everything is there', () => {
    const draft = schemeDraftOf(edit({ defence: 'no', aggregate: 'trimmed-mean', outlierPercent: '15' }), 'selection', []);
    const scheme = schemeSchema.parse(draft);
    expect(scheme).toEqual({
      procedure: '1. 申请',
      panel: { size: 5, aggregate: 'trimmed-mean', outlierPercent: 15, defence: false, items: [{ id: 'item-1', label: '甲', points: 60, guide: '' }, { id: 'item-2', label: '乙', points: 40.5, guide: '' }], assessors: [] },
    });
    expect(fullPoints(scheme.panel!)).toBe(100.5);
    expect(schemeFaults(draft, false)).toEqual([]);
  });

  it('names its assessors where it is approved by name, at least as many as it needs and each once', () => {
    const named = Array.from({ length: 5 }, (_, i) => ({ accountId: `01a210a3-1b18-75b9-b835-4f6a17631c0${i}`, name: `专家${i}`, institution: i === 0 ? null : '某医院' }));
    const draft = (assessors: typeof named) => schemeDraftOf(edit(), 'selection', assessors);
    expect(schemeFaults(draft(named.slice(1)), true)).toEqual(['评委名单4人，不足方案的5人']);
    expect(schemeFaults(draft(named.slice(1)), false)).toEqual([]);
    expect(schemeFaults(draft(named), true)).toEqual([]);
    expect(schemeFaults(draft([...named.slice(1), named[1]!]), true)).toEqual(['评委名单中有人重复']);
    expect(schemeFaults(schemeDraftOf(edit({ panel: 'no' }), 'selection', []), true)).toEqual([]);
    expect(unnamed(schemeSchema.parse(draft(named))).panel!.assessors).toEqual([]);
  });

  it('has no panel where none is wanted, or where people are recommended', () => {
    expect(schemeDraftOf(edit({ panel: 'no' }), 'selection', []).panel).toBeNull();
    expect(schemeDraftOf(edit(), 'recommendation', []).panel).toBeNull();
  });

  it('keeps what was typed, and says of each row what is wrong with it', () => {
    const draft = schemeDraftOf(edit({ procedure: undefined, size: '2', items: [{ label: '甲', points: '六十' }, { points: '0' }] }), 'selection', []);
    expect(draft.panel!.items.map((i) => i.points)).toEqual(['六十', 0]);
    expect(schemeFaults(draft, false)).toEqual(['请填写办理流程', '评委不少于3人', '评分细则第1项：满分应为数字', '评分细则第2项：请填写评分项目', '评分细则第2项：满分应大于0']);
    expect(schemeFaults(null, false)).toEqual(['请填写办理流程']);
  });

  it('takes points with two decimals at most', () => {
    expect(['7', '7.25', '7.125', '-1', '1e3', ' 8 '].map((points) => schemeDraftOf(edit({ items: [{ label: '甲', points }] }), 'selection', []).panel!.items[0]!.points)).toEqual([7, 7.25, '7.125', '-1', '1e3', 8]);
  });

  it('needs five assessors where the best and the worst are left out, and names that differ', () => {
    expect(schemeFaults(schemeDraftOf(edit({ aggregate: 'trimmed-mean', size: '4' }), 'selection', []), false)).toEqual(['去掉最高分和最低分的，评委不少于5人']);
    expect(schemeFaults(schemeDraftOf(edit({ items: [{ label: '甲', points: '1' }, { label: '甲', points: '2' }] }), 'selection', []), false)).toEqual(['评分项目不能重名']);
  });

  it('gives rows without an id, or with one that is none, an id of their own', () => {
    const ids = schemeDraftOf(edit({ items: [{ id: 'item-2', label: '甲' }, { label: '乙' }, { id: 'NO GOOD', label: '丙' }], rowAct: 'add' }), 'selection', []).panel!.items.map((i) => i.id);
    expect(ids).toEqual(['item-2', 'item-1', 'item-3', 'item-4']);
  });

  it('leaves rows alone where a button names none that is there', () => {
    for (const rowAct of ['remove-9', 'up-9', 'down-9', 'up-0', 'down-1']) expect(schemeDraftOf(edit({ rowAct }), 'selection', []).panel!.items.map((i) => i.label)).toEqual(['甲', '乙']);
    expect(saveSchema.safeParse({ step: 'edit', selectionId: ID, title: '公告', rowAct: 'drop-1' }).success).toBe(false);
  });
});

describe('a call', () => {
  const whole = { road: 'selection', conditions: '条件', materials: '材料', contact: '电话', opensOn: '2026-12-01', closesOn: '2026-12-20', body: null } as const;
  it('names everything that it lacks', () => {
    expect(callFaults(whole)).toEqual([]);
    expect(callFaults({ ...whole, conditions: '', materials: '', contact: '', opensOn: null, closesOn: null })).toEqual(['申报条件', '申报材料', '申报开始日期', '申报截止日期', '联系方式']);
    expect(callFaults({ ...whole, road: 'recommendation' })).toEqual(['推荐到哪个组']);
    expect(callFaults({ ...whole, road: 'recommendation', body: 'expert-group' })).toEqual([]);
  });
});
