import { ArticleChip } from '@/components/regulation/article-chip';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import type { AttachedFile } from '@/lib/application/data';
import { shownAnswer, type ApplicationForm, type Shown } from '@/lib/application/form';
import type { Answers } from '@/lib/application/schema';
import type { AnnexStyle } from '@/lib/regulation/citation';
import { FileList } from './file-list';

interface ReviewFormProps {
  form: ApplicationForm;
  answers: Answers;
  /** The proposed head or the person recommended, in one line. */
  person: string | null;
  files: readonly AttachedFile[];
  letter: string;
  annexes: AnnexStyle;
  articleHref: (article: string) => string;
  fileHref: (id: string) => string;
}

/** The application as it was submitted, section by section. */
export function ReviewForm({ form, answers, person, files, letter, annexes, articleHref, fileHref }: ReviewFormProps) {
  const shown = new Set(form.sections.flatMap((s) => s.fields.map((f) => f.id)));
  const others = files.filter((f) => !shown.has(f.fieldId));
  const list = (some: readonly AttachedFile[]) => some.length > 0 && <FileList files={some} hrefOf={(f) => fileHref(f.id)} />;
  return (
    <Section title={form.title} id="form" aside={form.article && <ArticleChip letter={letter} article={form.article} annexes={annexes} href={articleHref(form.article)} />}>
      {form.sections.map((section) => (
        <section key={section.id} className="answers">
          <h3>{section.title}</h3>
          <KeyValue
            wide lined
            items={section.fields.map((field) => {
              const own = files.filter((f) => f.fieldId === field.id);
              const answer = shownAnswer(field, answers[field.id]);
              const named = field.type === 'person' && person;
              return { label: field.label, value: answer || named || own.length > 0 ? <>{named && <p>{named}</p>}<Answer shown={answer} />{list(own)}</> : undefined };
            })}
          />
        </section>
      ))}
      {files.length === 0 && <p className="muted">没有附件</p>}
      {others.length > 0 && <section className="answers"><h3>其他附件</h3>{list(others)}</section>}
    </Section>
  );
}

function Answer({ shown }: { shown: Shown }) {
  if (!shown) return null;
  if (shown.kind === 'text') return <p className="pre">{shown.text}</p>;
  return <><ul>{shown.rows.map((row, i) => <li key={i}>{row.filter(Boolean).join('，')}</li>)}</ul><p className="muted">{shown.sum}</p></>;
}
