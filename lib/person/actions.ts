'use server';

import { command } from '../command';
import { correctPerson, registerPerson } from './mutations';
import { correctSchema, registerSchema } from './schema';

export const registerPersonAction = command({ act: 'person.register', schema: registerSchema, run: registerPerson });
export const correctPersonAction = command({ act: 'person.correct', schema: correctSchema, run: correctPerson });
