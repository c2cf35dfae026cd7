'use server';

import { command } from '../command';
import { markRead } from './mutations';
import { readSchema } from './schema';

export const markReadAction = command({ act: 'message.read', schema: readSchema, run: markRead });
