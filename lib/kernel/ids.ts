import { v7, validate } from 'uuid';

/** A new id; ids sort by the time of their making. */
export const newId = (): string => v7();

/** Whether a text is an id at all; anything else must not reach a query. */
export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text);
