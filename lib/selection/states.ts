import { ROAD_WORDS } from '../glossary';
import { lifecycle, type Lifecycle } from '../kernel/lifecycle';

// The life of a round, one table for each road. Which road a jurisdiction has follows from the steps of its profile (roads.ts).

export const ROADS = { selection: '遴选', designation: '指定', recommendation: '推荐' } as const;
export type Road = keyof typeof ROADS;

export const PURPOSES = { establish: '新设', replace: '更换' } as const;
export type Purpose = keyof typeof PURPOSES;

/** Every state of a round, with its word on screen. */
export const SELECTION_STATES = {
  draft: '起草',
  'scheme-submitted': '方案待审定',
  'scheme-approved': '方案已审定',
  open: '申报中',
  reviewing: '资格审核',
  scoring: '评审',
  choosing: '待择优',
  chosen: '待复核',
  notice: '公示中',
  decided: '待交接',
  established: '已完成',
  cancelled: '已终止',
} as const;
export type SelectionState = keyof typeof SELECTION_STATES;

/** The state of a round in the words of its road. */
export const stateWord = (road: Road, state: SelectionState): string => ROAD_WORDS[road].states[state] ?? SELECTION_STATES[state];

/** States in which a round still runs; of a direction only one does. */
export const isRunning = (state: SelectionState): boolean => !['decided', 'established', 'cancelled'].includes(state);

/** States of a round in which its panel reads. */
export const READING: readonly SelectionState[] = ['scoring', 'choosing', 'chosen', 'notice'];

/** Whether the panel of a round reads its applications: from the beginning of the scoring until the round is decided. */
export const isReadByPanel = (state: SelectionState): boolean => READING.includes(state);

/** `selection.begin-term` is done by the platform: at once, or when the handover has ended. */
export type SelectionAct =
  | 'selection.save'
  | 'selection.submit-scheme' | 'selection.return-scheme' | 'selection.approve-scheme'
  | 'selection.publish' | 'selection.close'
  | 'selection.begin-scoring' | 'selection.end-scoring' | 'selection.end-review'
  | 'selection.choose' | 'selection.return-choice' | 'selection.release' | 'selection.reopen' | 'selection.reopen-review'
  | 'selection.decide' | 'selection.begin-term' | 'selection.cancel';

export const SELECTION_NEEDS = {
  'call-complete': '专业、条件、材料和起止日期齐全',
  'scheme-complete': '工作方案写明流程、评审方式和评分细则',
  'scheme-by-another': '审定人不是方案起草人',
  'no-scheme-step': '办法未要求先审定方案',
  'dates-ahead': '申报截止日期不早于发布当日',
  'deadline-passed': '申报已经截止',
  'all-reviewed': '每份申请都已审核',
  'some-eligible': '至少有一份申请符合条件',
  'with-panel': '方案设评审组',
  'without-panel': '方案不设评审组',
  'panel-ready': '接受邀请的评委不少于方案人数',
  'none-barred': '没有应当回避的评委',
  'all-scored': '每位评委对每份申请都已提交评分',
  'choice-valid': '拟定结果出自符合条件的申请',
  'designation-reason': '写明指定的理由',
  'by-another': '复核人不是提出人',
  'list-confirmed': '复核人确认数量和名单',
  'notice-rule': '办法规定公示',
  'no-notice-rule': '办法未规定公示',
  'notice-waived': '办法未规定公示，或者写明不公示的理由',
  'notice-over': '公示期满且没有未办结的异议',
  'objection-upheld': '有异议经核实成立，或者拟定的单位、负责人在公示期间受到限制',
  'document-number': '写明决定文号',
  'handover-done': '无须交接，或者交接已签收、已经批准先行起算',
  'reason': '写明理由',
} as const;
export type SelectionNeed = keyof typeof SELECTION_NEEDS;

export const SELECTION_TELLS = {
  official: '医政处', office: '质控办', author: '方案起草人', proposer: '提出人', institutions: '各医疗机构', applicants: '申请单位', panel: '评委', chosen: '选定的单位', 'old-host': '原挂靠单位',
} as const;
export type SelectionTold = keyof typeof SELECTION_TELLS;

type Table = Lifecycle<SelectionState, SelectionAct, SelectionNeed, SelectionTold>;
const words = { states: SELECTION_STATES, needs: SELECTION_NEEDS, tells: SELECTION_TELLS };

const cancelled = (from: readonly SelectionState[], told: (state: SelectionState) => readonly SelectionTold[]): Table['steps'] =>
  from.map((state) => ({ from: state, act: 'selection.cancel', to: 'cancelled', needs: ['reason'], tells: told(state) }));
const afterDraft = (state: SelectionState): readonly SelectionTold[] => (state === 'draft' ? [] : ['applicants', 'panel']);
const call: Table['steps'] = [
  { from: null, act: 'selection.save', to: 'draft' },
  { from: 'draft', act: 'selection.save', to: 'draft' },
  { from: 'draft', act: 'selection.submit-scheme', to: 'scheme-submitted', needs: ['call-complete', 'scheme-complete'], tells: ['official'] },
  { from: 'scheme-submitted', act: 'selection.return-scheme', to: 'draft', needs: ['reason'], tells: ['author'] },
  { from: 'scheme-submitted', act: 'selection.approve-scheme', to: 'scheme-approved', needs: ['scheme-by-another'], tells: ['author'] },
  { from: 'scheme-approved', act: 'selection.return-scheme', to: 'draft', needs: ['reason'], tells: ['author'] },
  { from: 'scheme-approved', act: 'selection.publish', to: 'open', needs: ['call-complete', 'dates-ahead'], tells: ['institutions'] },
  { from: 'draft', act: 'selection.publish', to: 'open', needs: ['no-scheme-step', 'call-complete', 'scheme-complete', 'dates-ahead'], tells: ['institutions'] },
  { from: 'open', act: 'selection.close', to: 'reviewing', needs: ['deadline-passed'], tells: ['official', 'office'] },
];
/** From the choice on. Whom the result concerns hears of it with the notice, or with the decision where there is none. */
const end = (shown: SelectionTold, decided: readonly SelectionTold[]): Table['steps'] => [
  { from: 'chosen', act: 'selection.release', to: 'notice', needs: ['notice-rule', 'by-another', 'list-confirmed'], tells: [shown, 'proposer'] },
  { from: 'notice', act: 'selection.decide', to: 'decided', needs: ['notice-over', 'document-number'], tells: [...decided, 'old-host'] },
  { from: 'decided', act: 'selection.begin-term', to: 'established', needs: ['handover-done'], tells: [...decided, 'official'] },
];

/** The tables of the three roads. */
export const SELECTION_LIFECYCLES: Readonly<Record<Road, Table>> = {
  selection: lifecycle<SelectionState, SelectionAct, SelectionNeed, SelectionTold>({
    title: '遴选', ...words,
    steps: [
      ...call,
      { from: 'reviewing', act: 'selection.begin-scoring', to: 'scoring', needs: ['with-panel', 'all-reviewed', 'some-eligible', 'panel-ready'], tells: ['panel', 'applicants'] },
      { from: 'reviewing', act: 'selection.end-review', to: 'choosing', needs: ['without-panel', 'all-reviewed', 'some-eligible'], tells: ['official', 'applicants'] },
      { from: 'scoring', act: 'selection.end-scoring', to: 'choosing', needs: ['none-barred', 'all-scored'], tells: ['official'] },
      { from: 'choosing', act: 'selection.choose', to: 'chosen', needs: ['choice-valid', 'reason'], tells: ['official'] },
      { from: 'chosen', act: 'selection.return-choice', to: 'choosing', needs: ['reason'], tells: ['proposer'] },
      { from: 'notice', act: 'selection.reopen', to: 'choosing', needs: ['objection-upheld', 'reason'], tells: ['applicants', 'proposer'] },
      { from: 'notice', act: 'selection.reopen-review', to: 'reviewing', needs: ['objection-upheld', 'reason'], tells: ['applicants', 'proposer', 'office'] },
      { from: 'chosen', act: 'selection.decide', to: 'decided', needs: ['no-notice-rule', 'by-another', 'document-number'], tells: ['applicants', 'chosen', 'old-host'] },
      ...end('applicants', ['applicants', 'chosen']),
      ...cancelled(['draft', 'scheme-submitted', 'scheme-approved', 'open', 'reviewing', 'scoring', 'choosing', 'chosen', 'notice'], afterDraft),
    ],
  }),
  designation: lifecycle<SelectionState, SelectionAct, SelectionNeed, SelectionTold>({
    title: '指定', ...words,
    steps: [
      { from: null, act: 'selection.save', to: 'draft' },
      { from: 'draft', act: 'selection.save', to: 'draft' },
      { from: 'draft', act: 'selection.choose', to: 'chosen', needs: ['choice-valid', 'designation-reason'], tells: ['official'] },
      { from: 'chosen', act: 'selection.return-choice', to: 'draft', needs: ['reason'], tells: ['proposer'] },
      { from: 'notice', act: 'selection.reopen', to: 'draft', needs: ['objection-upheld', 'reason'], tells: ['chosen', 'proposer'] },
      { from: 'chosen', act: 'selection.decide', to: 'decided', needs: ['notice-waived', 'by-another', 'document-number'], tells: ['chosen', 'old-host'] },
      ...end('chosen', ['chosen']),
      ...cancelled(['draft', 'chosen', 'notice'], (state) => (state === 'notice' ? ['chosen'] : [])),
    ],
  }),
  recommendation: lifecycle<SelectionState, SelectionAct, SelectionNeed, SelectionTold>({
    title: '推荐', ...words,
    steps: [
      ...call,
      { from: 'reviewing', act: 'selection.end-review', to: 'choosing', needs: ['all-reviewed', 'some-eligible'], tells: ['official', 'applicants'] },
      { from: 'choosing', act: 'selection.choose', to: 'chosen', needs: ['choice-valid', 'reason'], tells: ['official'] },
      { from: 'chosen', act: 'selection.return-choice', to: 'choosing', needs: ['reason'], tells: ['proposer'] },
      { from: 'notice', act: 'selection.reopen', to: 'choosing', needs: ['objection-upheld', 'reason'], tells: ['applicants', 'proposer'] },
      { from: 'notice', act: 'selection.reopen-review', to: 'reviewing', needs: ['objection-upheld', 'reason'], tells: ['applicants', 'proposer', 'office'] },
      { from: 'chosen', act: 'selection.decide', to: 'decided', needs: ['no-notice-rule', 'by-another', 'document-number'], tells: ['applicants'] },
      ...end('applicants', ['applicants']),
      ...cancelled(['draft', 'scheme-submitted', 'scheme-approved', 'open', 'reviewing', 'choosing', 'chosen', 'notice'], afterDraft),
    ],
  }),
};
