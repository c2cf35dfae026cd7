'use server';

import { command } from '../command';
import { registerInstitution } from './mutations';
import { registerInstitutionSchema } from './schema';

export const registerInstitutionAction = command({ act: 'institution.register', schema: registerInstitutionSchema, run: registerInstitution });
