'use server';

import { command } from '../command';
import { giveHandover, overrideHandover, receiveHandover, returnHandover, saveInventory } from './mutations';
import { giveSchema, overrideSchema, receiveSchema, returnHandoverSchema, saveInventorySchema } from './schema';

export const saveInventoryAction = command({ act: 'handover.save', schema: saveInventorySchema, run: saveInventory });
export const giveHandoverAction = command({ act: 'handover.give', schema: giveSchema, run: giveHandover });
export const returnHandoverAction = command({ act: 'handover.return', schema: returnHandoverSchema, run: returnHandover });
export const receiveHandoverAction = command({ act: 'handover.receive', schema: receiveSchema, run: receiveHandover });
export const overrideHandoverAction = command({ act: 'handover.override', schema: overrideSchema, run: overrideHandover });
