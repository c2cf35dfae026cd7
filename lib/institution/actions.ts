'use server';

import { command } from '../command';
import { correctInstitution, registerInstitution } from './mutations';
import { correctInstitutionSchema, registerInstitutionSchema } from './schema';

export const registerInstitutionAction = command({ act: 'institution.register', schema: registerInstitutionSchema, run: registerInstitution });
export const correctInstitutionAction = command({ act: 'institution.correct', schema: correctInstitutionSchema, run: correctInstitution });
