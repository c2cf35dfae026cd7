import { lifecycle } from '../kernel/lifecycle';

// The life of a handover: the old host gives, the new one receives; the authority may let the term begin without them.

export const HANDOVER_STATES = { open: '待原单位移交', given: '待新单位接收', done: '已交接', overridden: '未签收先行起算' } as const;
export type HandoverState = keyof typeof HANDOVER_STATES;

export type HandoverAct = 'handover.save' | 'handover.give' | 'handover.return' | 'handover.receive' | 'handover.override';

export const HANDOVER_NEEDS = {
  'by-old-host': '由原挂靠单位办理',
  'by-new-host': '由新挂靠单位办理',
  'all-given': '每项都已写明移交情况',
  'all-received': '每项都已核对接收',
  reason: '写明理由',
} as const;
export type HandoverNeed = keyof typeof HANDOVER_NEEDS;

export const HANDOVER_TELLS = { 'old-host': '原挂靠单位', 'new-host': '新挂靠单位', official: '医政处', office: '质控办' } as const;
export type HandoverTold = keyof typeof HANDOVER_TELLS;

export const HANDOVER_LIFECYCLE = lifecycle<HandoverState, HandoverAct, HandoverNeed, HandoverTold>({
  title: '交接',
  states: HANDOVER_STATES,
  needs: HANDOVER_NEEDS,
  tells: HANDOVER_TELLS,
  steps: [
    { from: 'open', act: 'handover.save', to: 'open', needs: ['by-old-host'] },
    { from: 'given', act: 'handover.save', to: 'given', needs: ['by-new-host'] },
    { from: 'open', act: 'handover.give', to: 'given', needs: ['by-old-host', 'all-given'], tells: ['new-host', 'office'] },
    { from: 'given', act: 'handover.return', to: 'open', needs: ['by-new-host', 'reason'], tells: ['old-host', 'office'] },
    { from: 'given', act: 'handover.receive', to: 'done', needs: ['by-new-host', 'all-received'], tells: ['old-host', 'official', 'office'] },
    { from: 'open', act: 'handover.override', to: 'overridden', needs: ['reason'], tells: ['old-host', 'new-host', 'office'] },
    { from: 'given', act: 'handover.override', to: 'overridden', needs: ['reason'], tells: ['old-host', 'new-host', 'office'] },
  ],
});
