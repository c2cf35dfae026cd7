import { usualWords } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import { CommandForm, FormCheckbox } from '@/components/form/command-form';
import { PersonFields } from '@/components/person/person-fields';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { may } from '@/lib/identity/actor';
import { listInstitutions } from '@/lib/institution/data';
import { loadDeskFor, readAs } from '@/lib/jurisdiction/loaders';
import { isId, newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { registerPersonAction } from '@/lib/person/actions';

export const metadata: Metadata = { title: '登记人选' };

export default async function RegisterPersonPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { change, centre, application } = queryOf(await searchParams);
  const desk = await loadDeskFor(jurisdiction, 'person.register');
  const { tenantId } = desk.actor;
  // Whoever may do it for his own institution only is offered no other.
  const institutions = (await readAs(desk.actor, (tx) => listInstitutions(tx, tenantId))).filter((i) => may(desk.actor, 'person.register', { tenantId, hostId: i.id }));
  const back = isId(change) && isId(centre) ? { changeId: change, centreId: centre } : null;
  const from = isId(application) ? { applicationId: application } : null;
  const { centreShort } = desk.rules.profile.vocabulary;
  const crumb = from
    ? [{ label: usualWords(desk.rules.profile).answer, href: `/${jurisdiction}/applications` }, { label: '填写', href: `/${jurisdiction}/applications/${from.applicationId}?step=edit` }]
    : [{ label: centreShort, href: `/${jurisdiction}/centres` }, ...(back ? [{ label: '名单', href: `/${jurisdiction}/centres/${back.centreId}/rosters/${back.changeId}` }] : [])];
  return (
    <>
      <PageHead
        crumb={[...crumb, { label: '登记人选' }]}
        title="登记人选" sub={from ? `登记后回到${usualWords(desk.rules.profile).paper}，并列入本辖区的人员登记` : '登记后可以加入本辖区的名单'}
      />
      <CommandForm action={registerPersonAction} jurisdiction={jurisdiction} formKey={newId()} className="form" fields={back ?? from ?? {}}>
        <PersonFields institutions={institutions} />
        <FormCheckbox name="isAnother" value="true" label="已核实，与同名同单位的已登记人员不是同一人" />
        <div className="acts"><SubmitButton>登记人选</SubmitButton></div>
      </CommandForm>
    </>
  );
}
