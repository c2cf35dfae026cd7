'use server';

import { command } from '../command';
import { addSpecialty, changePlan } from './mutations';
import { addSpecialtySchema, changePlanSchema } from './schema';

export const addSpecialtyAction = command({ act: 'specialty.add', schema: addSpecialtySchema, run: addSpecialty });
export const changePlanAction = command({ act: 'specialty.change', schema: changePlanSchema, run: changePlan });
