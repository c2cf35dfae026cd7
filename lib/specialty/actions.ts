'use server';

import { command } from '../command';
import { addSpecialty } from './mutations';
import { addSpecialtySchema } from './schema';

export const addSpecialtyAction = command({ act: 'specialty.add', schema: addSpecialtySchema, run: addSpecialty });
