'use server';

import { command } from '../command';
import { registerEvent, registerSanction, revokeEvent, revokeSanction } from './mutations';
import { registerEventSchema, registerSanctionSchema, revokeEventSchema, revokeSanctionSchema } from './schema';

export const registerSanctionAction = command({ act: 'sanction.register', schema: registerSanctionSchema, run: registerSanction });
export const revokeSanctionAction = command({ act: 'sanction.revoke', schema: revokeSanctionSchema, run: revokeSanction });
export const registerEventAction = command({ act: 'event.register', schema: registerEventSchema, run: registerEvent });
export const revokeEventAction = command({ act: 'event.revoke', schema: revokeEventSchema, run: revokeEvent });
