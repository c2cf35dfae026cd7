'use server';

import { command } from '../command';
import { registerPerson } from './mutations';
import { registerSchema } from './schema';

export const registerPersonAction = command({ act: 'person.register', schema: registerSchema, run: registerPerson });
