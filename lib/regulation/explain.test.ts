import { describe, expect, it } from 'vitest';
import { builtInProfile, builtInProfiles } from '@/lib/regulations/files';
import { explain } from '@/lib/rulebook';
import { profileDocument, profileOf, setting } from '@/tests/unit/one-rule';
import { compareArticles } from './citation';
import { deductionWords, PARTS } from './explain';
import type { Deduction } from './score-sheet';

const duty = (id: string, measure: object, more: object = {}) => ({ id, label: id, article: '6', topic: 'work', measure, proof: '记录', ...more });
const READING = { entry: 'A-12', takes: '读法', because: '理由' };

/** Label and value of the lines of one part. */
const lines = (part: keyof typeof PARTS, over: Record<string, unknown>) => explain(profileOf(over)).filter((line) => line.part === part).map(({ label, value }) => [label, value]);

describe('the lines of a profile', () => {
  it('follow the text, each with article, force, date and reading', () => {
    const rules = [setting('committee.host-share', { id: 'b', article: '12(1)', max: 5, force: 'in-principle', reading: READING, lastCheckedOn: '2026-03-01' }), setting('committee.host-share', { id: 'a', article: '4', max: 3 })];
    const all = explain(profileOf({ rules }));
    expect(all.map((line) => line.article)).toEqual(all.map((line) => line.article).toSorted(compareArticles));
    const [first, second] = all.filter((line) => line.part === 'committee');
    expect(first).toMatchObject({ article: '4', force: 'mandatory', lastCheckedOn: '2026-01-01', reading: null });
    expect(second).toMatchObject({ article: '12(1)', force: 'in-principle', lastCheckedOn: '2026-03-01', reading: READING });
  });

  it('name the instrument with its days and what it replaces', () => {
    const instrument = { ...(profileDocument().instrument as object), effectiveFrom: '2026-01-01' };
    expect(lines('structure', { instrument }).find(([label]) => label === '施行')).toEqual(['施行', '自2026年1月1日起']);
    expect(lines('structure', { instrument: { ...instrument, effectiveTo: '2027-12-31', replaces: ['旧办法', '旧细则'] } }).find(([label]) => label === '施行')).toEqual(['施行', '自2026年1月1日起至2027年12月31日止，替代旧办法、旧细则']);
  });

  it('describe host, cycle, bodies, terms, office, classes and plan', () => {
    const structure = {
      host: { article: '2' }, hostCycle: { years: 4, force: 'mandatory', article: '5' }, office: { name: '质控办', article: '3' }, classes: { list: ['clinical', 'tcm'], article: '3' },
      plan: { article: 'annex 1', fields: [{ class: 'clinical', field: '甲', directions: ['一', '二'] }, { class: 'tcm', field: '乙', directions: ['三'] }] },
      bodies: [
        { body: 'committee', article: '3', term: { years: 4, force: 'mandatory', endsWithHost: true, article: '4' }, posts: ['chair', 'member'], members: ['chair', 'member'], head: 'chair' },
        { body: 'subspecialty-group', article: '4', term: { years: 2, force: 'in-principle', article: '4' }, posts: ['leader'], members: ['leader'], head: null, likeBody: 'committee' },
      ],
    };
    expect(lines('structure', { structure }).filter(([label]) => label !== '施行')).toEqual([
      ['挂靠单位', '设有'], ['专家委员会', '职务：主任委员、委员'], ['日常工作机构', '质控办'], ['类别', '临床类、中医类'], ['专家委员会任期', '4年，与挂靠周期相同'],
      ['亚专业组', '职务：组长；参照专家委员会，只作提醒'], ['亚专业组任期', '2年'], ['管理周期', '4年'], ['规划设置的方向', '3个'],
    ]);
  });

  it('describe duties by what they measure', () => {
    expect(lines('duty', {
      duties: [
        duty('a', { type: 'count', of: 'trainings', min: 2 }, { to: '市办' }), duty('b', { type: 'count', of: 'trainings', max: 3 }), duty('c', { type: 'count', of: 'trainings', min: 1, max: 3 }), duty('d', { type: 'quarterly' }),
        duty('e', { type: 'coverage', percent: 50 }), duty('f', { type: 'filing', kind: 'annual-plan', due: '01-31' }), duty('g', { type: 'filing', kind: 'annual-plan' }), duty('h', { type: 'standing' }, { by: 'host' }), duty('i', { type: 'occasion', occasion: '每次发文' }),
      ],
    }).map(([, value]) => value)).toEqual([
      '质控中心：每年质控培训至少2次，报市办；凭记录', '质控中心：每年质控培训不超过3次；凭记录', '质控中心：每年质控培训至少1次不超过3次；凭记录', '质控中心：每季度1次；凭记录', '质控中心：每年覆盖50%；凭记录',
      '质控中心：年度计划每年1月31日前；凭记录', '质控中心：年度计划，条文未定日期；凭记录', '挂靠单位：经常保持；凭记录', '质控中心：每次发文；凭记录',
    ]);
  });

  it('describe approvals, prohibitions, consequences and sanctions', () => {
    expect(lines('activity', { approvals: [{ id: 'a', label: '会议', article: '6', force: 'mandatory', activities: ['meeting'], steps: ['host-stamp', 'authority-approval'], planned: true, perYear: 2 }] })).toEqual([['会议', '会议：须先经挂靠单位盖章、主管部门同意；须列入年度计划；每年不超过2次']]);
    expect(lines('prohibition', { prohibitions: [{ id: 'p', label: '数据', article: '7', limbs: [{ breach: 'fees', qualifier: 'irregular' }, { breach: 'fees', qualifier: 'irregular' }, { breach: 'fees', qualifier: 'absolute' }] }] })).toEqual([['数据', '主办或参与收费营利活动（不得违规）；主办或参与收费营利活动（一律禁止）']]);
    const row = (id: string, outcome: object, more: object = {}) => ({ id, label: id, article: '7', when: { breach: ['fees'] }, severity: 'warn', outcome, message: 'x', ...more });
    const sanctions = [{ id: 's', label: '违规', article: '8', ground: 'serious-violation', bans: [{ scope: 'this-round' }, { scope: 'same-specialty', years: 4 }, { scope: 'same-kind', calendarYear: true }], otherwise: 'decide', head: 'barred' }, { id: 't', label: '不合格', article: '9', ground: 'unqualified', bans: [{ scope: 'this-round' }], head: 'decide' }];
    expect(lines('sanction', { sanctions, conduct: [row('a', { host: 'removed', committee: 'dissolved', member: 'removed', talk: true }, { sanction: 's' }), row('b', { committee: 'adjusted' }), row('c', {})] })).toEqual([
      ['a', '解除挂靠，重新遴选，委员会解散，成员：取消成员资格，约谈，限制参加遴选'], ['b', '委员会调整'], ['c', '纠正'],
      ['违规', '情节严重的违规，不得参与本轮遴选、本专业中心4年、同类中心当年；条文未及的由主管部门决定；原负责人同样受限'], ['不合格', '考核不合格，不得参与本轮遴选；原负责人由主管部门决定'],
    ]);
  });

  it('describe the road to a centre', () => {
    const procedure = {
      notice: { article: '8', days: 5, unit: 'calendar-days', rolls: true, objection: { article: '8' } },
      selection: { steps: [{ id: 'a', label: '申请', article: '8', by: 'institutions' }], designation: { article: '8' }, changes: [{ id: 'b', label: '撤销', article: '8', by: 'authority' }] },
      applicationForm: { title: '申请书', article: '8', sections: [{ id: 's', title: '一', fields: [{ id: 'x', label: '类别', article: '8', type: 'choice', options: ['甲', '乙'] }, { id: 'y', label: '附页', article: '8', type: 'files', required: false }] }] },
    };
    expect(lines('procedure', procedure)).toEqual([['公示期', '不少于5天，末日为非工作日的顺延'], ['公示异议', '有异议未处理的不作决定'], ['步骤：申请', '由医疗机构办理'], ['指定', '可以不经遴选，须说明理由'], ['调整：撤销', '由主管部门办理']]);
    expect(lines('procedure', { notice: { ...procedure.notice, unit: 'working-days', rolls: false } })[0]).toEqual(['公示期', '不少于5个工作日']);
    expect(lines('application', procedure)).toEqual([['申请书', '1个部分，2项'], ['类别', '一，必填：甲、乙'], ['附页', '一，选填']]);
  });

  it('name what is handed over, each under the article of the handover', () => {
    const handover = { article: '9', items: [{ id: 'paper', label: '纸质资料', kind: 'document' }, { id: 'rights', label: '管理权限', kind: 'permission' }] };
    expect(explain(profileOf({ handover })).filter((line) => line.part === 'handover').map(({ article, label, value }) => [article, label, value])).toEqual([
      ['9', '纸质资料', '资料，由原挂靠单位移交'], ['9', '管理权限', '管理权限，由原挂靠单位移交'],
    ]);
    expect(lines('handover', {})).toEqual([]);
  });

  it('describe deadlines, grades and silence', () => {
    const deadline = (more: object) => lines('deadline', { deadlines: [{ kind: 'change-filing', label: '备案', force: 'mandatory', article: '7', ...more }] })[0]![1];
    expect([deadline({ months: 1 }), deadline({ months: 2, rolls: true }), deadline({ fixedDay: '12-31' })]).toEqual(['1个月内', '2个月内，末日为非工作日的顺延', '每年12月31日前']);
    const shares = [{ grade: 'good', percent: 80 }, { grade: 'unqualified', percent: 20 }];
    expect(lines('grade', { grades: { article: '5', list: ['good', 'unqualified'], byScore: { article: '5', maximum: 100, bands: [{ grade: 'good', from: 60 }, { grade: 'unqualified', from: 0 }] }, byProportion: { article: '5', shares } } })).toEqual([
      ['考核等次', '良好、不合格'], ['分数线', '良好60分起，不合格0分起'], ['比例', '良好约80%，不合格约20%'],
    ]);
    expect(explain(profileOf({ silent: [{ question: 'notice', note: '未规定公示', article: '9' }] })).filter((line) => line.force === 'silent').map((line) => [line.part, line.value])).toEqual([['silent', '未规定公示']]);
  });
});

describe('deductionWords', () => {
  it.each<[Deduction, string]>([
    [{ type: 'per-missing', points: 2 }, '每缺1项扣2分'], [{ type: 'per-late', points: 2, duties: [], missingCostsAll: true }, '每迟1次扣2分，缺报不得分'], [{ type: 'per-late', points: 2, duties: [], missingCostsAll: false }, '每迟1次扣2分'],
    [{ type: 'all-or-nothing', anyOf: [] }, '未做到不得分'], [{ type: 'per-occurrence', of: [{ fact: 'breaches', points: 4 }] }, '每次扣4分'],
    [{ type: 'per-occurrence', of: [{ fact: 'absences.director', points: 2 }, { fact: 'absences.staff', points: 1 }, { fact: 'breaches', points: 2 }] }, '每次扣2或1分'],
    [{ type: 'by-rank', bands: [{ upTo: 30, points: 5 }, { upTo: 80, points: 3 }] }, '前30%得5分，前80%得3分'], [{ type: 'discretionary', from: 3, to: 7 }, '酌情扣3至7分'], [{ type: 'discretionary' }, '酌情扣分'], [{ type: 'discretionary', from: 3 }, '酌情扣分'],
  ])('of %j: %s', (deduct, words) => {
    expect(deductionWords(deduct)).toBe(words);
  });
});

describe.each(builtInProfiles())('every line of %s', (id) => {
  it('has words of the field only', () => {
    for (const line of explain(builtInProfile(id))) {
      expect(line.value, line.label).not.toBe('');
      expect(`${line.label}${line.value}`).not.toMatch(/undefined|null|NaN|\[object|[a-z]{3,}-[a-z]/);
    }
  });
});
