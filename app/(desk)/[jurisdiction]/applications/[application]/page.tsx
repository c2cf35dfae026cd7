import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormCheckbox } from '@/components/form/command-form';
import { ConditionList, ConditionTally } from '@/components/application/condition-list';
import { FileList } from '@/components/application/file-list';
import { FileUpload } from '@/components/application/file-upload';
import { FormAutosave } from '@/components/application/form-autosave';
import { FormFields } from '@/components/application/form-fields';
import { Receipt, ShownState } from '@/components/application/receipt';
import { evidenceOf, notesOf } from '@/components/application/review-facts';
import { ReviewForm } from '@/components/application/review-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Stepper } from '@/components/ui/stepper';
import { SubmitButton } from '@/components/ui/submit-button';
import { detachFileAction, saveApplicationAction, submitApplicationAction, withdrawApplicationAction } from '@/lib/application/actions';
import { countConditions, unmetOf } from '@/lib/application/conditions';
import { faultsOf, fieldsOf, formFor, personLine, progressOf, questionsOf, settled, statedTo } from '@/lib/application/form';
import { progressFor, progressWord, stagesFor } from '@/lib/selection/progress';
import { loadOwnApplication, loadPeople, loadSelfCheck } from '@/lib/application/loaders';
import { ACCEPT, MOST_BYTES, MOST_BYTES_EACH, MOST_FILES, UPLOAD_FAULTS, type UploadFault } from '@/lib/files/kinds';
import { ROAD_WORDS } from '@/lib/glossary';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate, formatShortDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { daysBetween } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { postLabel } from '@/lib/regulation/profile';

interface Props {
  params: Promise<{ jurisdiction: string; application: string }>;
  searchParams: Promise<RawQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, application } = await params;
  const { round } = await loadOwnApplication(jurisdiction, application);
  return { title: formFor(round.rules.profile, round).title };
}

/** What the browser offers to choose; the route decides by the content. */

export default async function ApplicationPage({ params, searchParams }: Props) {
  const { jurisdiction, application } = await params;
  const query = queryOf(await searchParams);
  const loaded = await loadOwnApplication(jurisdiction, application);
  const { desk, a, round, files, people, defence, notice, closed, isOpen, amended, digest } = loaded;
  const { profile } = round.rules;
  const form = formFor(profile, round);
  const words = ROAD_WORDS[round.road];
  const here = `/${jurisdiction}/applications/${a.id}`;
  const letter = profile.jurisdiction.letter;
  const articleHref = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const chip = (article: string) => <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={articleHref(article)} words={wordsFor(article)} />;
  const fileHref = (file: { id: string }) => `/api/${jurisdiction}/applications/${a.id}/files/${file.id}`;
  const common = { jurisdiction, version: a.version, letter };
  const canEdit = isOpen && a.state !== 'withdrawn';
  const mode = canEdit && query.step === 'check' ? 'check' : canEdit && (a.state === 'draft' || query.step === 'edit') ? 'edit' : 'view';
  const days = round.closesOn ? daysBetween(desk.today, round.closesOn) : null;
  const until = round.closesOn && (closed === null ? <>{formatDate(round.closesOn)}24时截止，{days === 0 ? '今天是最后一天' : `还有 ${days} 天`}</> : <>{formatDate(round.closesOn)}24时截止</>);
  const inForceSince = a.submittedAt && a.state !== 'draft' && a.state !== 'withdrawn' ? formatInstant(a.submittedAt) : null;

  const of = { ...round, hasPanel: Boolean(round.scheme?.panel) };
  const progress = progressFor(of, desk.today);
  const stages = stagesFor(profile, of, desk.today);

  const head = (actions?: React.ReactNode) => (
    <PageHead
      crumb={[{ label: words.answer, href: `/${jurisdiction}/applications` }, ...(mode === 'view' ? [] : a.submittedAt ? [{ label: a.receipt ?? round.number, href: `${here}?step=view` }] : []), { label: mode === 'check' ? '自查并提交' : mode === 'edit' ? '填写' : (a.receipt ?? round.number) }]}
      title={mode === 'check' ? '自查并提交' : form.title} tag={<ShownState state={a.shown} progress={progress} road={round.road} />}
      sub={<>{a.institution.name}；{round.number} {round.title}；{until}</>}
      {...(actions ? { actions } : {})}
    />
  );
  const print = (
    <>
      <Link className="btn noprint" href={`${here}/print`}>打印{words.paper}</Link>
      <a className="btn noprint" href={`/api/${jurisdiction}/applications/${a.id}/docx`} download>下载 docx</a>
    </>
  );

  /** What an application says, in force or as it is typed. */
  const content = (what: typeof a.draft, person: typeof people.draft, attached: typeof files.working) => {
    const questions = questionsOf(profile, round);
    return (
      <>
        {round.road === 'recommendation' && what.post && <Section title="推荐职务"><p>{postLabel(profile, what.post)}</p></Section>}
        <ReviewForm
          form={form} answers={what.form} person={person && personLine(person)} files={attached}
          letter={letter} annexes={profile.instrument.annexes} articleHref={articleHref} fileHref={(id) => fileHref({ id })}
        />
        {questions.length > 0 && (
          <Section title="陈述的情况">
            <KeyValue wide lined items={questions.map((q) => {
              const stated = statedTo(what.statements, q.name);
              return { label: q.label, value: <>{stated === undefined ? <span className="muted">未填写</span> : stated ? '是' : '否'} {chip(q.article)}</> };
            })} />
          </Section>
        )}
      </>
    );
  };

  if (mode === 'edit') {
    const registered = await loadPeople(jurisdiction, a.institutionId);
    const fileFields = fieldsOf(form).filter((f) => f.type === 'files');
    const { done, of } = progressOf(profile, round, a.draft, files.working);
    const fault = query.fault !== undefined && query.fault in UPLOAD_FAULTS ? UPLOAD_FAULTS[query.fault as UploadFault] : null;
    return (
      <>
        {fault && <Banner severity="block" title={`没有上传：${fault}`} role="alert" />}
        {head(print)}
        {amended || a.state === 'submitted' ? (
          <Banner severity={amended ? 'warn' : 'note'} title={`现在有效的是${inForceSince}提交的内容`}>在这里的修改随时保存，重新提交以后才生效。</Banner>
        ) : null}
        <CommandForm {...common} action={saveApplicationAction} formKey={newId()} formId="application" className="apply" fields={{ step: 'edit', applicationId: a.id }}>
          <button type="submit" className="vh" tabIndex={-1} aria-hidden="true">保存</button>
          <FormFields
            profile={profile} of={round} form={form} draft={a.draft} people={registered} today={desk.today} chip={chip}
            {...(query.person ? { newPerson: query.person } : {})}
            registerHref={`/${jurisdiction}/people/new?application=${a.id}`}
          />
        </CommandForm>
        {fileFields.length > 0 && (
          <Section title="附件" id="attachments" aside={`已有 ${files.working.length} 个，每个不超过 ${MOST_BYTES_EACH / 1_000_000}MB`}>
            {fileFields.map((field) => {
              const own = files.working.filter((f) => f.fieldId === field.id);
              return (
                <div key={field.id} className="attach" id={`files-${field.id}-list`}>
                  <div className="f"><span>{field.label}{field.required && <span className="req" aria-hidden="true"> *</span>}</span>{chip(field.article)}</div>
                  <p className="hint">{field.help ? `${field.help}；` : ''}pdf、docx、xlsx、png、jpg，全部附件最多 {MOST_FILES} 个、合计 {MOST_BYTES / 1_000_000}MB</p>
                  {own.length > 0 && (
                    <FileList
                      files={own} hrefOf={fileHref}
                      act={(file) => (
                        <CommandForm {...common} action={detachFileAction} formKey={newId()} inline className="inline-form" fields={{ applicationId: a.id, fileId: file.id }}>
                          <SubmitButton variant="quiet" pendingText="移除" aria-label={`移除 ${file.name}`}>移除</SubmitButton>
                        </CommandForm>
                      )}
                    />
                  )}
                  <FileUpload action={`/api/${jurisdiction}/applications/${a.id}/files?field=${field.id}`} fieldId={field.id} label={field.label} accept={ACCEPT} mostEach={MOST_BYTES_EACH} />
                </div>
              );
            })}
          </Section>
        )}
        <FormAutosave form="application" action={saveApplicationAction} version={a.version} savedAt={formatInstant(a.updatedAt).slice(-5)} checkHref={`${here}?step=check`} unsaved={a.draft.personId === null && registered.some((p) => p.id === query.person)}>
          <span className="small">必填 <b>{done}</b>／{of}</span>
        </FormAutosave>
      </>
    );
  }

  if (mode === 'check') {
    const draft = settled(a.draft);
    const faults = faultsOf(profile, round, draft, files.working);
    const { conditions, registered } = await loadSelfCheck(jurisdiction, a.id);
    const unmet = unmetOf(conditions);
    const again = a.state === 'submitted';
    return (
      <>
        {head(<Button href={`${here}?step=edit`}>返回修改</Button>)}
        {again && <Banner severity={amended ? 'warn' : 'note'} title={amended ? `现在有效的仍是${inForceSince}提交的内容` : '与已经提交的内容相同，不必重新提交'}>{amended && '提交以后换成下面的内容，回执号不变。'}</Banner>}
        {faults.length > 0 && (
          <Section title={`还缺 ${faults.length} 项`} id="lacking">
            <ol className="lacking">{faults.map((f) => <li key={`${f.name} ${f.text}`}><Link href={`${here}?step=edit#${encodeURIComponent(f.name)}`}>{f.text}</Link></li>)}</ol>
          </Section>
        )}
        <ConditionList conditions={conditions} letter={letter} title="自查" note={<ConditionTally counts={countConditions(conditions)} />} articleHref={articleHref} wordsFor={wordsFor} evidenceOf={evidenceOf(profile, { notes: notesOf({ institution: a.institution.name, registered }) })} />
        <p className="small">自查按公告发布时的规则和今天的登记情况得出，供填写时参考；是否符合条件由主管部门审核认定。</p>
        {content(draft, people.draft, files.working)}
        <Section title={again ? '重新提交' : '提交'} className="noprint">
          <CommandForm {...common} action={submitApplicationAction} formKey={newId()} fields={{ applicationId: a.id }} className="form">
            {unmet.length > 0 && (
              <FormCheckbox name="aware" value="true" required label={`知道有 ${unmet.length} 项条件不符合（${unmet.map((c) => c.label).join('、')}），仍要提交，由主管部门认定`} />
            )}
            <div className="acts">
              {faults.length > 0
                ? <Button variant="primary" reasons={[{ text: `还缺 ${faults.length} 项，见上方所列`, href: '#lacking' }]} reasonsTitle="填写齐全后才能提交">{again ? `重新提交${words.entry}` : `提交${words.entry}`}</Button>
                : (
                  <ConfirmDialog label={again ? `重新提交${words.entry}` : `提交${words.entry}`} variant="primary" title={`${again ? '重新提交' : '提交'}${form.title}？`}>
                    <p>{a.institution.name}，{round.title}；附件 {files.working.length} 个。{round.closesOn && `${formatDate(round.closesOn)}24时以前可以修改或者撤回。`}</p>
                  </ConfirmDialog>
                )}
              {faults.length === 0 && <Button href={`${here}?step=edit`}>返回修改</Button>}
            </div>
          </CommandForm>
        </Section>
      </>
    );
  }

  // What nobody may change any more, or what is in force and waits.
  const isDraft = a.state === 'draft' || a.state === 'withdrawn';
  const known = a.shown === 'eligible' || a.shown === 'ineligible';
  return (
    <>
      {head(a.state === 'withdrawn' ? undefined : print)}
      {!isOpen && !isDraft && progress !== 'cancelled' && <Stepper label="本轮进度" steps={stages.steps.map(({ label, state, id }) => ({ label, state, ...(id === 'application' && round.closesOn ? { note: `${formatShortDate(round.closesOn, desk.today)}截止` } : id === 'notice' && notice ? { note: `至${formatShortDate(notice.lastDay, desk.today)}` } : {}) }))} />}
      {query.done === 'submitted' && a.state === 'submitted' && <Banner severity="ok" title={`已提交，回执号${a.receipt}`} role="status">{isOpen && round.closesOn && `${formatDate(round.closesOn)}24时以前可以修改后重新提交，也可以撤回。`}</Banner>}
      {known && (
        <Banner severity={a.shown === 'eligible' ? 'ok' : 'block'} title={a.shown === 'eligible' ? '资格审核认定符合条件' : '资格审核认定不符合条件'}>
          {a.reviewReason && <>{a.reviewReason}<br /></>}
          {notice && <><Link href={`/notices/${jurisdiction}/${notice.id}`}>公示 {notice.number}</Link>{progress === 'notice' && `，至${formatDate(notice.lastDay)}；对结果有异议的，在公示页面提出`}</>}
        </Banner>
      )}
      {!known && query.done !== 'submitted' && (
        a.state === 'withdrawn' ? <Banner severity="note" title={`这份${words.entry}已经撤回，没有效力`}>{isOpen ? '截止以前可以重新填写，原来填写的内容和附件都在。' : closed}</Banner>
        : a.state === 'draft' ? <Banner severity="block" title="没有提交">{closed}</Banner>
        : amended && isOpen ? <Banner severity="warn" title="有修改还没有提交" aside={<Link href={`${here}?step=check`}>自查并提交</Link>}>现在有效的仍是{inForceSince}提交的下列内容。</Banner>
        : progress === 'cancelled' ? <Banner severity="note" title={`${words.round}已经终止`}>{round.cancelReason}</Banner>
        : !isOpen ? (
          <Banner severity="note" title={progressWord(progress, round.road)}>
            {defence !== null && `答辩顺序为第 ${defence} 位。`}{stages.next && `下一步：${stages.next}。`}结果以{profile.notice ? '公示' : '主管部门的决定'}为准。
          </Banner>
        ) : null
      )}
      {inForceSince && <Receipt a={a} round={round} files={files.submitted} fileHref={fileHref} digest={digest} />}
      {isDraft ? content(settled(a.draft), people.draft, files.working) : content(a.inForce, people.inForce, files.submitted)}
      {isOpen && (
        <div className="acts noprint">
          {a.state === 'submitted' && <Button href={`${here}?step=edit`}>修改</Button>}
          {a.state === 'withdrawn' && (
            <CommandForm {...common} action={saveApplicationAction} formKey={newId()} inline className="inline-form" fields={{ step: 'resume', applicationId: a.id }}><SubmitButton>重新填写</SubmitButton></CommandForm>
          )}
          {a.state === 'submitted' && (
            <CommandForm {...common} action={withdrawApplicationAction} formKey={newId()} className="inline-form" fields={{ applicationId: a.id }}>
              <ConfirmDialog label={`撤回${words.entry}`} title={`撤回${a.receipt}？`}><p>撤回以后没有效力。{round.closesOn && `${formatDate(round.closesOn)}24时以前可以重新填写并提交，过后不能。`}</p></ConfirmDialog>
            </CommandForm>
          )}
        </div>
      )}
    </>
  );
}
