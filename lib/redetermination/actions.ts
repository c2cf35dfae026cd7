'use server';

import { command } from '../command';
import { redetermine } from './mutations';
import { redetermineSchema } from './schema';

export const redetermineAction = command({ act: 'centre.redetermine', schema: redetermineSchema, run: redetermine });
