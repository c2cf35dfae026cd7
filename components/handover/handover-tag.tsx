import { Tag, type Tone } from '@/components/ui/tag';
import { HANDOVER_STATES, type HandoverState } from '@/lib/handover/states';

const TONES: Record<HandoverState, Tone> = { open: 'warn', given: 'warn', done: 'ok', overridden: 'note' };

/** The state of a handover, as a tag. */
export const HandoverTag = ({ state }: { state: HandoverState }) => <Tag tone={TONES[state]}>{HANDOVER_STATES[state]}</Tag>;
