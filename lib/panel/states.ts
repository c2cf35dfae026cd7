import { lifecycle } from '../kernel/lifecycle';

// The life of an assessor's place on a panel, and of one of his sheets.

export const PANEL_STATES = { proposed: '增补待审定', refused: '未同意增补', invited: '待答复', accepted: '已接受', declined: '已谢绝', recused: '已回避' } as const;
export type PanelState = keyof typeof PANEL_STATES;

/** States in which somebody was never asked: the assessor himself knows nothing of his place. */
export const NOT_ASKED: readonly PanelState[] = ['proposed', 'refused'];

/** Whether somebody fills a place, or may still fill it. */
export const holdsPlace = (state: PanelState): boolean => state === 'proposed' || state === 'invited' || state === 'accepted';

export type PanelAct = 'panel.propose' | 'panel.approve' | 'panel.refuse' | 'panel.invite' | 'panel.accept' | 'panel.decline' | 'panel.withdraw' | 'panel.recuse';

export const PANEL_NEEDS = {
  'round-reviewing': '正在资格审核；评审中只补足空缺',
  'before-choice': '尚未进入择优',
  'is-assessor': '是本辖区的考核专家',
  'is-named': '列入审定的方案；办法未要求审定方案的不限',
  'list-short': '方案列名的评委因回避、谢绝等不足方案人数',
  'by-another': '审定人不是提请人',
  declared: '已逐家声明有无利害关系',
  'no-conflict': '没有应当回避的情形',
  reason: '写明理由',
} as const;
export type PanelNeed = keyof typeof PANEL_NEEDS;

export const PANEL_TELLS = { assessor: '评委本人', proposer: '提请人', office: '质控办', official: '医政处' } as const;
export type PanelTold = keyof typeof PANEL_TELLS;

export const PANEL_LIFECYCLE = lifecycle<PanelState, PanelAct, PanelNeed, PanelTold>({
  title: '评委',
  states: PANEL_STATES,
  needs: PANEL_NEEDS,
  tells: PANEL_TELLS,
  steps: [
    { from: null, act: 'panel.invite', to: 'invited', needs: ['round-reviewing', 'is-assessor', 'is-named', 'no-conflict'], tells: ['assessor'] },
    // Who is not named in the approved plan is proposed by one and approved by another.
    { from: null, act: 'panel.propose', to: 'proposed', needs: ['round-reviewing', 'is-assessor', 'list-short', 'no-conflict', 'reason'], tells: ['official'] },
    { from: 'proposed', act: 'panel.approve', to: 'invited', needs: ['by-another', 'round-reviewing', 'is-assessor', 'no-conflict', 'reason'], tells: ['assessor', 'proposer'] },
    { from: 'proposed', act: 'panel.refuse', to: 'refused', needs: ['by-another', 'reason'], tells: ['proposer'] },
    { from: 'invited', act: 'panel.accept', to: 'accepted', needs: ['before-choice', 'declared', 'no-conflict'], tells: ['office', 'official'] },
    { from: 'invited', act: 'panel.decline', to: 'declined', needs: ['reason'], tells: ['office', 'official'] },
    // He steps back himself.
    { from: 'invited', act: 'panel.withdraw', to: 'recused', needs: ['before-choice', 'reason'], tells: ['office', 'official'] },
    { from: 'accepted', act: 'panel.withdraw', to: 'recused', needs: ['before-choice', 'reason'], tells: ['office', 'official'] },
    // He is told to step back.
    { from: 'invited', act: 'panel.recuse', to: 'recused', needs: ['before-choice', 'reason'], tells: ['assessor'] },
    { from: 'accepted', act: 'panel.recuse', to: 'recused', needs: ['before-choice', 'reason'], tells: ['assessor'] },
  ],
});

export const SCORE_STATES = { draft: '未提交', submitted: '已提交' } as const;
export type ScoreState = keyof typeof SCORE_STATES;

export type ScoreAct = 'panel.save-score' | 'panel.submit-score';

export const SCORE_NEEDS = { 'round-scoring': '正在评审', 'on-panel': '是本轮评委且未回避', 'no-conflict': '没有应当回避的情形', 'items-complete': '每项都有分数和理由' } as const;
export type ScoreNeed = keyof typeof SCORE_NEEDS;

export const SCORE_LIFECYCLE = lifecycle<ScoreState, ScoreAct, ScoreNeed>({
  title: '评分表',
  states: SCORE_STATES,
  needs: SCORE_NEEDS,
  tells: {},
  steps: [
    { from: null, act: 'panel.save-score', to: 'draft', needs: ['round-scoring', 'on-panel', 'no-conflict'] },
    { from: 'draft', act: 'panel.save-score', to: 'draft', needs: ['round-scoring', 'on-panel', 'no-conflict'] },
    { from: null, act: 'panel.submit-score', to: 'submitted', needs: ['round-scoring', 'on-panel', 'no-conflict', 'items-complete'] },
    { from: 'draft', act: 'panel.submit-score', to: 'submitted', needs: ['round-scoring', 'on-panel', 'no-conflict', 'items-complete'] },
  ],
});
