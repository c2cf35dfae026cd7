'use server';

import { command } from '../command';
import { acceptInvitation, approveProposal, declineInvitation, inviteAssessor, proposeAssessor, recuseMember, refuseProposal, saveScore, setDefenceOrder, submitScore, withdrawFromPanel } from './mutations';
import { answerSchema, approveSchema, declineSchema, inviteSchema, orderSchema, proposeSchema, recuseSchema, refuseSchema, scoreSchema } from './schema';

export const inviteAssessorAction = command({ act: 'panel.invite', schema: inviteSchema, run: inviteAssessor });
export const proposeAssessorAction = command({ act: 'panel.propose', schema: proposeSchema, run: proposeAssessor });
export const approveProposalAction = command({ act: 'panel.approve', schema: approveSchema, run: approveProposal });
export const refuseProposalAction = command({ act: 'panel.refuse', schema: refuseSchema, run: refuseProposal });
export const recuseMemberAction = command({ act: 'panel.recuse', schema: recuseSchema, run: recuseMember });
export const setDefenceOrderAction = command({ act: 'panel.order', schema: orderSchema, run: setDefenceOrder });
export const acceptInvitationAction = command({ act: 'panel.accept', schema: answerSchema, run: acceptInvitation });
export const declineInvitationAction = command({ act: 'panel.decline', schema: declineSchema, run: declineInvitation });
export const withdrawFromPanelAction = command({ act: 'panel.withdraw', schema: answerSchema, run: withdrawFromPanel });
export const saveScoreAction = command({ act: 'panel.save-score', schema: scoreSchema, run: saveScore });
export const submitScoreAction = command({ act: 'panel.submit-score', schema: scoreSchema, run: submitScore });
