'use server';

import { command } from '../command';
import { decide } from './mutations';
import { decideSchema } from './schema';

export const decideAction = command({ act: 'decision.confirm', schema: decideSchema, run: decide });
