import { CommandForm, FormText } from '@/components/form/command-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { FormAction } from '@/lib/command';
import { newId } from '@/lib/kernel/ids';

interface RevokeFormProps {
  action: FormAction;
  jurisdiction: string;
  /** Name and value of the hidden id. */
  field: 'sanctionId' | 'eventId';
  id: string;
  version: number;
  title: string;
  /** What follows from it. */
  effect: string;
}

/** Takes an entry back, folded until it is asked for. */
export function RevokeForm({ action, jurisdiction, field, id, version, title, effect }: RevokeFormProps) {
  return (
    <details className="noprint">
      <summary className="small">撤销登记</summary>
      <CommandForm action={action} jurisdiction={jurisdiction} formKey={newId()} version={version} fields={{ [field]: id }} prefix={`${id}-`} className="form">
        <FormText name="reason" label="撤销的理由" required />
        <div className="acts"><ConfirmDialog label="撤销登记" title={title}><p>{effect}</p></ConfirmDialog></div>
      </CommandForm>
    </details>
  );
}
