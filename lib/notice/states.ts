import { lifecycle } from '../kernel/lifecycle';

// The life of an objection to a public notice. The notice itself ends with what the round does (lib/selection/states.ts).

export const NOTICE_STATES = { running: '公示中', closed: '已结束', replaced: '已终止' } as const;
export type NoticeState = keyof typeof NOTICE_STATES;

export const OBJECTION_STATES = { open: '办理中', answered: '已办结' } as const;
export type ObjectionState = keyof typeof OBJECTION_STATES;

export type ObjectionAct = 'objection.file' | 'objection.answer';

export const OBJECTION_NEEDS = { 'notice-running': '公示期内', 'answer-written': '写明核实情况和答复意见' } as const;
export type ObjectionNeed = keyof typeof OBJECTION_NEEDS;

export const OBJECTION_TELLS = { official: '医政处', office: '质控办' } as const;
export type ObjectionTold = keyof typeof OBJECTION_TELLS;

export const OBJECTION_LIFECYCLE = lifecycle<ObjectionState, ObjectionAct, ObjectionNeed, ObjectionTold>({
  title: '异议',
  states: OBJECTION_STATES,
  needs: OBJECTION_NEEDS,
  tells: OBJECTION_TELLS,
  steps: [
    { from: null, act: 'objection.file', to: 'open', needs: ['notice-running'], tells: ['official', 'office'] },
    { from: 'open', act: 'objection.answer', to: 'answered', needs: ['answer-written'], tells: ['official', 'office'] },
  ],
});
