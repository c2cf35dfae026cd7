'use server';

import { command } from '../command';
import { unlockAccount, unlockSchema } from './accounts';

export const unlockAccountAction = command({ act: 'account.unlock', schema: unlockSchema, run: unlockAccount });
