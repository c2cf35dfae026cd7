import { FormArea, FormCheckbox } from '@/components/form/command-form';
import type { Profile } from '@/lib/regulation/profile';
import { asksDisease, mayDepart } from '@/lib/specialty/change';

/** What the rules may ask of a new direction: whether it stands for one disease, and why it departs from what holds in principle. */
export function JudgedFields({ profile }: { profile: Profile }) {
  return (
    <>
      {asksDisease(profile) && <FormCheckbox name="diseaseBased" value="true" label="以单一病种为方向" />}
      {mayDepart(profile) && <FormArea name="departure" label="偏离的理由" rows={2} hint="只在与原则性规定不一致时填写" />}
    </>
  );
}
