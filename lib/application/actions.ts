'use server';

import { command } from '../command';
import { detachFile, saveApplication, submitApplication, withdrawApplication } from './mutations';
import { acceptApplication, judgeCondition, rejectApplication, reviewAgain } from './review';
import { acceptSchema, judgeSchema, rejectSchema, reviewAgainSchema } from './review-schema';
import { detachSchema, saveSchema, submitSchema, withdrawSchema } from './schema';

export const saveApplicationAction = command({ act: 'application.save', schema: saveSchema, run: saveApplication });
export const detachFileAction = command({ act: 'application.detach', schema: detachSchema, run: detachFile });
export const submitApplicationAction = command({ act: 'application.submit', schema: submitSchema, run: submitApplication });
export const withdrawApplicationAction = command({ act: 'application.withdraw', schema: withdrawSchema, run: withdrawApplication });
export const judgeConditionAction = command({ act: 'application.judge', schema: judgeSchema, run: judgeCondition });
export const acceptApplicationAction = command({ act: 'application.accept', schema: acceptSchema, run: acceptApplication });
export const rejectApplicationAction = command({ act: 'application.reject', schema: rejectSchema, run: rejectApplication });
export const reviewAgainAction = command({ act: 'application.review-again', schema: reviewAgainSchema, run: reviewAgain });
