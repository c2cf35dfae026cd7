import { Tag, type Tone } from '@/components/ui/tag';
import { APPLICATION_STATES, type ApplicationState as State } from '@/lib/application/states';

const TONES: Partial<Record<State, Tone>> = { submitted: 'warn', eligible: 'ok', ineligible: 'block' };

/** The state of an application as the commission sees it; what is submitted waits for it once the last day has passed. */
export const ApplicationState = ({ state, opened }: { state: State; opened: boolean }) => (
  <Tag tone={state === 'submitted' && !opened ? 'brand' : (TONES[state] ?? 'plain')}>{state === 'submitted' && opened ? '待审核' : APPLICATION_STATES[state]}</Tag>
);
