import Link from 'next/link';
import type { ReactNode } from 'react';
import { FormArea, FormRadio, FormSelect, FormText } from '@/components/form/command-form';
import { FormRows } from '@/components/application/form-rows';
import { Section } from '@/components/ui/section';
import { fieldsOf, postsOf, questionsOf, rowsIn, statedTo, textIn, type ApplicationForm, type FormCase } from '@/lib/application/form';
import type { Draft } from '@/lib/application/schema';
import { TITLES, type Title } from '@/lib/glossary';
import { completedYears, type LocalDate } from '@/lib/kernel/local-date';
import type { FormField } from '@/lib/regulation/procedure';
import { postLabel, type Profile } from '@/lib/regulation/profile';

interface FormFieldsProps {
  profile: Profile;
  of: FormCase;
  form: ApplicationForm;
  draft: Draft;
  /** Of the institution that applies. */
  people: readonly { id: string; name: string; title: Title; born: LocalDate | null }[];
  today: LocalDate;
  /** Somebody just registered, proposed while nobody is chosen. */
  newPerson?: string;
  registerHref: string;
  chip: (article: string) => ReactNode;
}

/** The fields of an application by their types, and what the rules ask to be stated. Files stand apart: each is sent by itself. */
export function FormFields({ profile, of, form, draft, people, today, newPerson, registerHref, chip }: FormFieldsProps) {
  const questions = questionsOf(profile, of);
  const posts = of.road === 'recommendation' ? postsOf(profile, of.body) : [];
  const options = people.map((p) => ({ value: p.id, label: `${p.name}（${TITLES[p.title]}${p.born ? `，${completedYears(p.born, today)}岁` : ''}）` }));
  const chosen = draft.personId ?? (newPerson && people.some((p) => p.id === newPerson) ? newPerson : '');
  const firstPerson = fieldsOf(form).find((f) => f.type === 'person')?.id;

  const control = (field: FormField) => {
    const answer = draft.form[field.id];
    const common = { name: `form.${field.id}`, label: field.label, required: field.required, aside: chip(field.article), hint: field.help };
    switch (field.type) {
      case 'text': return <FormText {...common} defaultValue={textIn(answer)} />;
      case 'long-text': return <FormArea {...common} rows={4} defaultValue={textIn(answer)} />;
      case 'choice': return <FormRadio name={common.name} label={<>{field.label}{chip(field.article)}</>} required={field.required} hint={field.help} defaultValue={textIn(answer)} options={(field.options ?? []).map((value) => ({ value, label: value }))} />;
      case 'person': return (
        <>
          {field.id === firstPerson && (
            <FormSelect
              name="personId" label={field.label} required={field.required} aside={chip(field.article)} defaultValue={chosen} empty={options.length > 0 ? '请选择' : '本单位还没有登记人员'} options={options}
              hint={<>在本单位已登记的人员中选择；没有的<Link href={registerHref}>先登记</Link>，登记后回到这里</>}
            />
          )}
          <FormArea name={common.name} label={`${field.label}补充说明`} rows={3} hint={field.help} defaultValue={textIn(answer)} />
        </>
      );
      case 'staff':
      case 'budget': return (
        <div className="field">
          <div className="f"><span>{field.label}{field.required && <span className="req" aria-hidden="true"> *</span>}</span>{chip(field.article)}</div>
          {field.help && <p className="hint">{field.help}</p>}
          <FormRows id={field.id} kind={field.type} label={field.label} rows={rowsIn(answer)} />
        </div>
      );
      case 'files': return null;
    }
  };

  return (
    <>
      {posts.length > 0 && (
        <Section title="推荐职务">
          {posts.length > 1
            ? <FormSelect name="post" label="职务" required defaultValue={draft.post ?? posts[0]!} options={posts.map((post) => ({ value: post, label: postLabel(profile, post) }))} />
            : <><input type="hidden" name="post" value={posts[0]} /><p>{postLabel(profile, posts[0]!)}</p></>}
        </Section>
      )}
      {form.sections.map((section) => (
        section.fields.some((f) => f.type !== 'files') && <Section key={section.id} title={section.title}><div className="form wide">{section.fields.map((field) => field.type !== 'files' && <div key={field.id}>{control(field)}</div>)}</div></Section>
      ))}
      {questions.length > 0 && (
        <Section title="办法要求说明的情况">
          <div className="form wide">
            {questions.map((q) => {
              const stated = statedTo(draft.statements, q.name);
              return (
                <FormRadio
                  key={q.name} name={q.name} label={<>{q.label}{chip(q.article)}</>} required={q.required} {...(stated === undefined ? {} : { defaultValue: stated ? 'yes' : 'no' })}
                  options={[{ value: 'yes', label: '是' }, { value: 'no', label: '否' }]}
                />
              );
            })}
          </div>
        </Section>
      )}
    </>
  );
}
