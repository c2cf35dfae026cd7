'use server';

import { command } from '../command';
import { approveRoster, beginRoster, returnRoster, saveRoster, submitRoster, withdrawRoster } from './mutations';
import { approveSchema, beginSchema, returnSchema, saveSchema, submitSchema, withdrawSchema } from './schema';

export const beginRosterAction = command({ act: 'roster.begin', schema: beginSchema, run: beginRoster });
export const saveRosterAction = command({ act: 'roster.save', schema: saveSchema, run: saveRoster });
export const submitRosterAction = command({ act: 'roster.submit', schema: submitSchema, run: submitRoster });
export const withdrawRosterAction = command({ act: 'roster.withdraw', schema: withdrawSchema, run: withdrawRoster });
export const returnRosterAction = command({ act: 'roster.return', schema: returnSchema, run: returnRoster });
export const approveRosterAction = command({ act: 'roster.approve', schema: approveSchema, run: approveRoster });
