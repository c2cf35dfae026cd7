'use server';

import { command } from '../command';
import { assignAssessments, chooseYearRule, confirmGrade, proposeGrade, returnAssessment, saveAssessment } from './mutations';
import { assignSchema, chooseRuleSchema, confirmSchema, returnSchema, sheetSchema } from './schema';

export const assignAssessmentsAction = command({ act: 'assessment.assign', schema: assignSchema, run: assignAssessments });
export const saveAssessmentAction = command({ act: 'assessment.save', schema: sheetSchema, run: saveAssessment });
export const proposeGradeAction = command({ act: 'assessment.propose', schema: sheetSchema, run: proposeGrade });
export const returnAssessmentAction = command({ act: 'assessment.return', schema: returnSchema, run: returnAssessment });
export const confirmGradeAction = command({ act: 'assessment.confirm', schema: confirmSchema, run: confirmGrade });
export const chooseYearRuleAction = command({ act: 'assessment.choose-rule', schema: chooseRuleSchema, run: chooseYearRule });
