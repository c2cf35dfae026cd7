import { ROAD_WORDS } from '@/lib/glossary';
import type { Metadata } from 'next';
import { CommandForm, FormArea, FormRadio } from '@/components/form/command-form';
import { ConditionList, ConditionTally } from '@/components/application/condition-list';
import { evidenceOf, notesOf, ReviewFacts } from '@/components/application/review-facts';
import { ReviewForm } from '@/components/application/review-form';
import { ApplicationState } from '@/components/application/review-state';
import { ArticleChip } from '@/components/regulation/article-chip';
import { DecisionHead, Provenance, ReadingsUsed, SignatureLines } from '@/components/regulation/decision-card';
import { Banner } from '@/components/ui/banner';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { KeyValue } from '@/components/ui/key-value';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { acceptApplicationAction, judgeConditionAction, rejectApplicationAction, reviewAgainAction } from '@/lib/application/actions';
import { countConditions, judgementsOf, openOf, toExplain, unmetOf } from '@/lib/application/conditions';
import { formFor, personLine } from '@/lib/application/form';
import { loadReview } from '@/lib/application/loaders';
import { actsOf } from '@/lib/application/review';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { postLabel } from '@/lib/regulation/profile';
import { articleOf, roundsWord } from '@/lib/selection/roads';

type Props = { params: Promise<{ jurisdiction: string; selection: string; application: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection, application } = await params;
  return { title: `资格审核 ${(await loadReview(jurisdiction, selection, application)).a.institution.name}` };
}

const ACT_WORDS = { accept: '认定符合条件', reject: '认定不符合条件', again: '重新审核' } as const;

export default async function ReviewPage({ params }: Props) {
  const { jurisdiction, selection, application } = await params;
  const { a, round, check, files, registered, can, digest } = await loadReview(jurisdiction, selection, application);
  const { profile } = round.rules;
  const { letter } = profile.jurisdiction;
  const { annexes } = profile.instrument;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const { conditions, facts } = check;
  const [open, unmet, explain] = [openOf(conditions), unmetOf(conditions), toExplain(conditions)];
  const settled = a.state !== 'submitted';
  const reviewing = round.state === 'reviewing' && a.state === 'submitted' && can.judge;
  const again = round.state === 'reviewing' && (a.state === 'eligible' || a.state === 'ineligible') && can.again;
  const judged = conditions.filter((c) => c.status === 'open' || c.judgement);
  const against = new Set(a.result?.against ?? []);
  const acts = actsOf(a);
  const rounds = `/${jurisdiction}/selections/${round.id}`;
  const words = ROAD_WORDS[round.road];
  const article = articleOf(profile, 'review', round.body);
  const outcome = a.state === 'eligible' ? '符合条件' : a.state === 'ineligible' ? '不符合条件' : unmet.length > 0 ? `${unmet.length}项条件不符合` : open.length > 0 ? `${open.length}项待人认定` : explain.length > 0 ? '原则上的条件须说明' : '条件均已符合';
  const readings = [...profile.rules.filter((r) => conditions.some((c) => c.id === `${r.kind.split('.')[0]}.${r.id}`)), ...profile.sanctions.filter((s) => conditions.some((c) => c.about === 'sanction' && c.article === s.article))]
    .flatMap((r) => (r.reading ? [r.reading] : []));
  // Several rules may rest on one entry of the register.
  const entries = [...new Set(readings.map((r) => r.entry))].map((entry) => ({ code: entry, text: readings.filter((r) => r.entry === entry).map((r) => `${r.takes}。${r.because}。`).join('') }));
  const common = { jurisdiction, version: a.version, letter } as const;
  const notes = notesOf({ institution: a.institution.name, by: a.submittedByName, registered });
  const who = a.person ? `${a.person.name}${a.post ? `，推荐为${postLabel(profile, a.post)}` : ''}` : null;

  return (
    <div className={reviewing || again ? 'cols deciding' : undefined}>
      <div>
        <Breadcrumb items={[{ label: roundsWord(profile), href: `/${jurisdiction}/selections` }, { label: round.number, href: rounds }, { label: `${words.entry}与资格`, href: `${rounds}/applications` }, { label: a.institution.name }]} />
        <DecisionHead
          number={`资格审核 ${a.receipt ?? ''}`} tag={<ApplicationState state={a.state} opened />} actions={<div className="acts"><a className="btn" href={`/api/${jurisdiction}/applications/${a.id}/docx`} download>下载 docx</a> <PrintButton /></div>}
          outcome={<>{a.institution.name}：<span className="nw">{outcome}</span></>}
          grounds={`${round.title}，${formatDate(facts.on)}提交${who ? `；${who}` : ''}。`}
          letter={letter} article={article} articleHref={href(article)}
        />
        {a.reviewedAt && (
          <Banner severity={a.state === 'eligible' ? 'ok' : 'block'} title={`${a.reviewedByName ?? ''}于${formatInstant(a.reviewedAt)}${a.state === 'eligible' ? '认定符合条件' : '认定不符合条件'}`}>
            {(against.size > 0 || a.reviewReason) && <>{against.size > 0 && <>不符合：{conditions.filter((c) => against.has(c.id)).map((c) => c.label).join('、')}。</>}{a.reviewReason && <>理由：{a.reviewReason}</>}</>}
          </Banner>
        )}
        <ConditionList
          conditions={conditions} note={<ConditionTally counts={countConditions(conditions)} settled={settled} />} settled={settled} letter={letter} articleHref={href} wordsFor={wordsFor}
          evidenceOf={evidenceOf(profile, {
            notes,
            hrefs: {
              material: '#form', stated: '#facts',
              sanctions: `/${jurisdiction}/sanctions?q=${encodeURIComponent(a.institution.name)}`, events: `/${jurisdiction}/sanctions/events?q=${encodeURIComponent(a.institution.name)}`,
            },
          })}
        />

        {reviewing && judged.length > 0 && (
          <Section title="由人认定" id="judge" aside={open.length > 0 ? `还有${open.length}项` : '均已认定，可以重新认定'} className="noprint">
            {judged.map((c) => {
              const earlier = judgementsOf(a.judgements, c.id);
              const fields = (
                <div className="form">
                  <FormRadio name="met" label="认定" hideLabel required options={[{ value: 'true', label: '符合' }, { value: 'false', label: '不符合' }]} />
                  <FormArea name="reason" label="理由" required rows={2} hint="写明依据的材料" />
                  <div className="acts"><SubmitButton variant="default">{earlier.length > 0 ? '重新认定' : '认定'}</SubmitButton></div>
                </div>
              );
              return (
                <section key={c.id} className="judge">
                  <h3>{c.label} <ArticleChip letter={letter} article={c.article} annexes={annexes} href={href(c.article)} words={wordsFor(c.article)} /></h3>
                  {earlier.length > 0
                    ? <ul>{earlier.map((j) => <li key={j.at}><b>{j.met ? '符合' : '不符合'}</b>，{j.reason}<span className="muted">（{j.byName}，{formatInstant(new Date(j.at))}）</span></li>)}</ul>
                    : c.about !== 'finding' && <p className="muted">{c.says}</p>}
                  {/* One form before and after, so that what it says when it is done stays in sight. */}
                  <CommandForm {...common} action={judgeConditionAction} formKey={newId()} fields={{ applicationId: a.id, condition: c.id }} prefix={`${c.id}-`}>
                    {earlier.length > 0 ? <details><summary>重新认定</summary>{fields}</details> : fields}
                  </CommandForm>
                </section>
              );
            })}
          </Section>
        )}

        <Section title="检验所用的事实" id="facts" aside={`按${formatDate(facts.on)}提交之日检验`}><ReviewFacts facts={facts} profile={profile} notes={notes} /></Section>
        <ReviewForm
          form={formFor(profile, round)} answers={a.form} person={a.person && personLine(a.person)} files={files}
          letter={letter} annexes={annexes} articleHref={href} fileHref={(id) => `/api/${jurisdiction}/applications/${a.id}/files/${id}`}
        />
        {entries.length > 0 && <ReadingsUsed items={entries} />}
        <Section title="经过" keep>
          <KeyValue
            wide lined
            items={[
              { label: formatInstant(a.submittedAt!), value: <>提交{words.entry} <span className="muted">{a.submittedByName}</span></> },
              ...[
                ...a.judgements.map((j) => ({ at: j.at, text: `${conditions.find((c) => c.id === j.condition)?.label ?? '已不适用的条件'}：${j.met ? '符合' : '不符合'}，${j.reason}`, by: j.byName })),
                ...acts.map((x) => ({ at: x.at, text: `${ACT_WORDS[x.act]}${x.against ? `（${x.against.join('、')}）` : ''}${x.reason ? `：${x.reason}` : ''}`, by: x.byName })),
              ].sort((x, y) => (x.at < y.at ? -1 : 1)).map((x) => ({ label: formatInstant(new Date(x.at)), value: <>{x.text} <span className="muted">{x.by}</span></> })),
            ]}
          />
        </Section>
        <SignatureLines labels={['审核人', '复核人', '日期']} />
        <Provenance digest={digest.slice(0, 16)} at={formatInstant(a.reviewedAt ?? a.submittedAt!)}>适用{profile.instrument.number}，修订 {round.rules.revision}；同一事实与规则版本重算结果相同</Provenance>
      </div>

      {reviewing && (
        <aside className="decide noprint">
          <h2>审核结论</h2>
          {unmet.length > 0
            ? <p className="muted">有{unmet.length}项条件不符合，不能认定为符合条件。</p>
            : open.length > 0
              ? <p className="muted">还有<a href="#judge">{open.length}项须由人认定</a>，认定后才能作出符合条件的结论。</p>
              : (
                <CommandForm {...common} action={acceptApplicationAction} formKey={newId()} fields={{ applicationId: a.id }} prefix="accept-" className="form">
                  {explain.length > 0 && <FormArea name="reason" label="准予的理由" required rows={3} hint={`原则上不符合：${explain.map((c) => c.label).join('、')}`} />}
                  <SubmitButton wide>认定符合条件</SubmitButton>
                </CommandForm>
              )}
          <details className="reject" open={unmet.length > 0}>
            <summary>认定不符合条件</summary>
            <CommandForm {...common} action={rejectApplicationAction} formKey={newId()} fields={{ applicationId: a.id }} prefix="reject-" className="form">
              <fieldset className="field">
                <legend>不符合的条件</legend>
                <div className="checks">
                  {conditions.map((c, i) => (
                    <label key={c.id} className="check"><input type="checkbox" name="conditions" value={c.id} id={i === 0 ? 'reject-conditions' : undefined} defaultChecked={unmet.includes(c)} /><span>{c.label}</span></label>
                  ))}
                </div>
              </fieldset>
              <FormArea name="reason" label="理由" required rows={3} />
              <SubmitButton variant="danger">认定不符合条件</SubmitButton>
            </CommandForm>
          </details>
        </aside>
      )}
      {again && (
        <aside className="decide noprint">
          <h2>重新审核</h2>
          <p className="muted">资格审核期间可以重新审核，原来的认定和结论留存在“经过”中。</p>
          <CommandForm {...common} action={reviewAgainAction} formKey={newId()} fields={{ applicationId: a.id }} prefix="again-" className="form">
            <FormArea name="reason" label="理由" required rows={3} />
            <SubmitButton variant="default">重新审核</SubmitButton>
          </CommandForm>
        </aside>
      )}
    </div>
  );
}
