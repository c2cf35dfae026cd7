'use server';

import { command } from '../command';
import { answerObjection, revealContact } from './mutations';
import { answerSchema, revealSchema } from './schema';

export const answerObjectionAction = command({ act: 'objection.answer', schema: answerSchema, run: answerObjection });
export const revealContactAction = command({ act: 'objection.reveal', schema: revealSchema, run: revealContact });
