'use server';

import { command } from '../command';
import { openCentre } from './mutations';
import { openSchema } from './schema';

export const openCentreAction = command({ act: 'centre.open', schema: openSchema, run: openCentre });
