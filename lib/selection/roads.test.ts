import { describe, expect, it } from 'vitest';
import { builtInProfile } from '@/lib/regulations/files';
import { profileOf } from '@/tests/unit/one-rule';
import { articleOf, asLines, citedLines, designationArticle, hasStage, proposedMaterials, proposedProcedure, proposedScheme, purposeWord, resultWord, roadsOf, roundsWord, stagesOf, standingOf, statesUnder, stepsOf, titleOf, usualWords, unplannedWords, type RoundStage } from './roads';
import { fullPoints, schemeSchema } from './scheme';
import { centreNameOf } from '../centre/name';
import { ROAD_WORDS } from '../glossary';
import { SELECTION_STATES, stateWord, type SelectionState } from './states';

const cq = builtInProfile('chongqing-2025');
const zz = builtInProfile('zhengzhou-2024');
const qp = builtInProfile('qingpu-2025');
const jx = builtInProfile('jinxiang-2026');
const na = builtInProfile('national-2019');

const SELECTION = { road: 'selection', hasPanel: true, hasOldHost: false, noticeWaived: false } as const;

const step = (stage: string | undefined, article = '7') => ({ id: `s-${stage ?? 'none'}`, label: '一步', article, by: 'authority', ...(stage ? { stage } : {}) });
const withSteps = (steps: object[], over: object = {}) => profileOf({ selection: { steps, designation: null }, ...over });

describe('the roads of a text', () => {
  it('are those of the five', () => {
    expect([cq, zz, qp, jx, na].map(roadsOf)).toEqual([['selection', 'designation'], ['selection', 'designation'], ['recommendation'], ['selection', 'designation'], ['designation']]);
  });

  it('follow from the stages alone', () => {
    expect(roadsOf(withSteps([step('application')]))).toEqual(['selection']);
    expect(roadsOf(withSteps([step('designation')]))).toEqual(['designation']);
    expect(roadsOf(withSteps([step('decision')]))).toEqual(['selection', 'designation']);
    expect(roadsOf(profileOf())).toEqual(['selection', 'designation']);
    expect(roadsOf(profileOf({ selection: { steps: [step('application')], designation: { article: '5' } } }))).toEqual(['selection', 'designation']);
  });

  it('are none where nobody hosts and nobody recommends', () => {
    const structure = { ...(profileOf().structure as object), host: null };
    expect(roadsOf(withSteps([step('call')], { structure }))).toEqual([]);
    expect(roadsOf(withSteps([step('recommendation')], { structure }))).toEqual(['recommendation']);
  });
});

describe('the stages of a text', () => {
  it('are found with their articles', () => {
    expect([hasStage(cq, 'scheme'), hasStage(zz, 'scheme'), hasStage(qp, 'notice')]).toEqual([true, false, false]);
    expect(stepsOf(cq, 'judgement').map((s) => s.article)).toEqual(['6(2)', '6(3)', '6(5)']);
    expect([articleOf(cq, 'scheme'), articleOf(zz, 'scheme'), designationArticle(cq, 'establish'), designationArticle(na, 'establish')]).toEqual(['7(2)', '9(2)', '5', '2']);
    expect([designationArticle(cq, 'replace'), designationArticle(na, 'replace')]).toEqual(['5', '31']);
  });

  it('have the article of the body for which somebody is recommended', () => {
    const articles = (body: string | null) => (['call', 'recommendation', 'review', 'choice', 'decision'] as const).map((stage) => articleOf(qp, stage, body));
    expect(articles('expert-group')).toEqual(['5', '7', '7', '11', '7']);
    expect(articles('inspection-group')).toEqual(['5', '9', '9', '9', '9']);
    expect(articles(null)).toEqual(articles('expert-group'));
  });

  it('give a round no state that the text cannot bring about', () => {
    expect(statesUnder(qp)).toEqual(['draft', 'open', 'reviewing', 'choosing', 'chosen', 'established', 'cancelled']);
    expect(statesUnder(na)).toEqual(['draft', 'chosen', 'established', 'cancelled']);
    expect(statesUnder(cq)).toEqual(Object.keys(SELECTION_STATES));
  });

  const labels = (...[profile, of]: Parameters<typeof stagesOf>) => stagesOf(profile, of).map((s) => s.label);
  const of = SELECTION;

  it('stand in the order of the road', () => {
    expect(labels(cq, of)).toEqual(['审定方案', '发布公告', '单位申请', '资格审核', '专家评审', '择优确定', '公示', '决定']);
    expect(labels(zz, { ...of, hasPanel: false, hasOldHost: true })).toEqual(['发布公告', '单位申请', '资格审核', '择优确定', '公示', '决定', '交接']);
    expect(labels(jx, of)).toEqual(['发布公告', '单位申请', '资格审核', '专家评审', '择优确定', '决定']);
    expect(labels(qp, { ...of, road: 'recommendation' })).toEqual(['发布公告', '推荐人选', '资格审核', '确定人选', '决定']);
    expect(labels(cq, { ...of, road: 'designation' })).toEqual(['提出指定', '公示', '决定']);
    expect(labels(cq, { ...of, road: 'designation', noticeWaived: true, hasOldHost: true })).toEqual(['提出指定', '决定', '交接']);
  });

  const walk = (stages: RoundStage[], state: SelectionState) => stages.map((s) => standingOf(s, state, false)[0]).join('');
  it.each<[SelectionState, string]>([
    ['draft', 'nttttttt'], ['scheme-submitted', 'nttttttt'], ['scheme-approved', 'dntttttt'], ['open', 'ddnttttt'], ['reviewing', 'dddntttt'], ['scoring', 'ddddnttt'],
    ['choosing', 'dddddntt'], ['chosen', 'dddddntt'], ['notice', 'ddddddnt'], ['decided', 'dddddddn'], ['established', 'dddddddd'],
  ])('have come so far in %s', (state, expected) => {
    expect(walk(stagesOf(cq, of), state)).toBe(expected);
  });

  it('have one under way in every running state of every road', () => {
    const running = (Object.keys(SELECTION_STATES) as SelectionState[]).filter((s) => s !== 'established' && s !== 'cancelled');
    for (const hasOldHost of [false, true]) for (const state of running) expect(walk(stagesOf(cq, { ...of, hasOldHost }), state).match(/n/g), state).toHaveLength(1);
    for (const state of ['draft', 'chosen', 'notice', 'decided'] as const) expect(walk(stagesOf(cq, { ...of, road: 'designation' }), state).match(/n/g), state).toHaveLength(1);
  });

  it('end with the decision before the handover', () => {
    const stages = stagesOf(cq, { ...of, hasOldHost: true });
    expect(walk(stages, 'notice')).toBe('ddddddntt');
    expect(walk(stages, 'decided')).toBe('dddddddd' + 'n');
  });

  it('of a terminated round are done where they have a date', () => {
    const [first] = stagesOf(cq, of);
    expect([standingOf(first!, 'cancelled', true), standingOf(first!, 'cancelled', false)]).toEqual(['done', 'todo']);
  });
});

describe('what a round begins with', () => {
  it('is called by what it is for', () => {
    const name = centreNameOf(cq, '眼科专业');
    expect(name).toBe('眼科质控中心');
    const title = (road: 'selection' | 'designation', purpose: 'establish' | 'replace') => titleOf(cq, { road, purpose, name, body: null });
    expect(title('selection', 'establish')).toBe('关于遴选眼科质控中心挂靠单位的公告');
    expect(title('selection', 'replace')).toBe('关于重新遴选眼科质控中心挂靠单位的公告');
    expect(title('designation', 'establish')).toBe('关于指定眼科质控中心挂靠单位的决定');
    expect(titleOf(qp, { road: 'recommendation', purpose: 'establish', name: '眼科质控组', body: 'inspection-group' })).toBe('关于推荐眼科质控组督查组成员的公告');
    expect([purposeWord(cq, 'replace'), purposeWord(qp, 'replace'), purposeWord(qp, 'establish')]).toEqual(['更换', '增补调整', '组建']);
  });

  it('asks for the fields of the form that must be filled in', () => {
    const lines = proposedMaterials(cq, 'selection').split('\n');
    expect(lines).toHaveLength(cq.applicationForm!.sections.flatMap((s) => s.fields).filter((f) => f.required).length);
    expect(lines[0]).toBe('单位基本情况（第八条（一））');
    expect(lines.join()).not.toContain('其他材料');
    expect(proposedMaterials(jx, 'selection')).toBe('申请书，在本平台填写');
    expect(proposedMaterials(qp, 'recommendation')).toBe('推荐表，在本平台填写，每人一份');
  });

  it.each([['chongqing-2025', 5], ['jinxiang-2026', 7], ['national-2019', 2]] as const)('has a plan for %s that is whole and adds up to a hundred', (id, items) => {
    const { panel, procedure } = schemeSchema.parse(proposedScheme(builtInProfile(id), 'selection'));
    expect(panel!.items).toHaveLength(items);
    expect(fullPoints(panel!)).toBe(100);
    expect(procedure).toContain('答辩和专家评审');
  });

  it('announces a panel and a defence only where the plan has them', () => {
    const procedure = (panel: { defence?: boolean } | null) => proposedProcedure(cq, 'selection', panel).split('\n');
    expect(procedure({ defence: true })).toEqual(['1. 单位申请', '2. 资格审核', '3. 答辩和专家评审', '4. 择优确定', '5. 公示', '6. 决定']);
    expect(procedure({ defence: false })[2]).toBe('3. 专家评审');
    expect(procedure(null)).toEqual(['1. 单位申请', '2. 资格审核', '3. 择优确定', '4. 公示', '5. 决定']);
    const said = '资格审核后组织专家评审和答辩';
    expect([{ defence: true }, { defence: false }, null].map((panel) => unplannedWords(said, panel))).toEqual([[], ['答辩'], ['评审', '答辩']]);
  });

  it('has no panel where people are recommended, and no notice where the text has none', () => {
    expect(proposedScheme(qp, 'recommendation')).toEqual({ procedure: '1. 推荐人选\n2. 资格审核\n3. 确定人选\n4. 决定', panel: null });
    expect(proposedScheme(cq, 'selection').procedure).toContain('公示');
  });
});

describe('the words of a road', () => {
  it('are its own', () => {
    expect([cq, qp, na].map(roundsWord)).toEqual(['遴选', '推荐', '指定']);
    expect([cq, qp, jx].map(resultWord)).toEqual(['结果与公示', '结果与决定', '结果与决定']);
    expect([usualWords(cq), usualWords(qp)].map((w) => [w.answer, w.entry, w.paper, w.applicant, w.call])).toEqual([['申报', '申请', '申请书', '申请单位', '遴选公告'], ['推荐', '推荐', '推荐表', '推荐单位', '推荐公告']]);
    expect([stateWord('selection', 'open'), stateWord('recommendation', 'open'), stateWord('recommendation', 'chosen')]).toEqual(['申报中', '推荐中', '待复核']);
  });

  it('where people are recommended speak of no application, selection or host', () => {
    const said = JSON.stringify([ROAD_WORDS.recommendation, statesUnder(qp).map((s) => stateWord('recommendation', s)), stagesOf(qp, { ...SELECTION, road: 'recommendation' }), proposedMaterials(qp, 'recommendation')]);
    expect(said).not.toMatch(/遴选|申请|申报|挂靠|择优/);
    // A reopened notice has a name also there: another text may have one.
    expect(said.replace(/终止公示、[^"]*/g, '')).not.toContain('公示');
  });
});

describe('the lines of a call', () => {
  it('carry their articles back', () => {
    const text = asLines(cq, [{ text: '后一条', article: '6(2)' }, { text: '前一条', article: '6(1)' }]);
    expect(text).toBe('前一条（第六条（一））\n后一条（第六条（二））');
    expect(citedLines(cq, `${text}\n\n  自拟的一条 \n别处的（第九十九条）`)).toEqual([
      { text: '前一条', article: '6(1)' }, { text: '后一条', article: '6(2)' }, { text: '自拟的一条', article: null }, { text: '别处的（第九十九条）', article: null },
    ]);
    expect(citedLines(zz, '申请专业（附件2）')).toEqual([{ text: '申请专业', article: zz.instrument.annexes === 'numbered' ? 'annex 2' : null }]);
  });
});
