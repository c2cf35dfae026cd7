'use server';

import { command } from '../command';
import { decideRound } from './decision';
import { decideRoundSchema } from './decision-schema';
import { approveScheme, cancelRound, closeCall, publishCall, returnScheme, saveRound, submitScheme } from './mutations';
import { beginScoring, endReview, endScoring } from './phases';
import { chooseResult, releaseNotice, reopenReview, reopenRound, returnChoice } from './result';
import { chooseSchema, releaseSchema, reopenSchema, returnChoiceSchema } from './result-schema';
import { cancelSchema, returnSchemeSchema, roundSchema, saveSchema } from './schema';

export const saveRoundAction = command({ act: 'selection.save', schema: saveSchema, run: saveRound });
export const submitSchemeAction = command({ act: 'selection.submit-scheme', schema: roundSchema, run: submitScheme });
export const returnSchemeAction = command({ act: 'selection.return-scheme', schema: returnSchemeSchema, run: returnScheme });
export const approveSchemeAction = command({ act: 'selection.approve-scheme', schema: roundSchema, run: approveScheme });
export const publishCallAction = command({ act: 'selection.publish', schema: roundSchema, run: publishCall });
export const closeCallAction = command({ act: 'selection.close', schema: roundSchema, run: closeCall });
export const cancelRoundAction = command({ act: 'selection.cancel', schema: cancelSchema, run: cancelRound });
export const chooseResultAction = command({ act: 'selection.choose', schema: chooseSchema, run: chooseResult });
export const returnChoiceAction = command({ act: 'selection.return-choice', schema: returnChoiceSchema, run: returnChoice });
export const releaseNoticeAction = command({ act: 'selection.release', schema: releaseSchema, run: releaseNotice });
export const reopenRoundAction = command({ act: 'selection.reopen', schema: reopenSchema, run: reopenRound });
export const reopenReviewAction = command({ act: 'selection.reopen-review', schema: reopenSchema, run: reopenReview });
export const decideRoundAction = command({ act: 'selection.decide', schema: decideRoundSchema, run: decideRound });
export const beginScoringAction = command({ act: 'selection.begin-scoring', schema: roundSchema, run: beginScoring });
export const endReviewAction = command({ act: 'selection.end-review', schema: roundSchema, run: endReview });
export const endScoringAction = command({ act: 'selection.end-scoring', schema: roundSchema, run: endScoring });
