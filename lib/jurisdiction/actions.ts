'use server';

import { command } from '../command';
import { uploadText } from './mutations';
import { uploadTextSchema } from './schema';

export const uploadTextAction = command({ act: 'regulation.upload', schema: uploadTextSchema, run: uploadText });
