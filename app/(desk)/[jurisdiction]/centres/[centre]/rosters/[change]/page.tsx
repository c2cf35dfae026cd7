import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormArea, FormDate, FormSelect } from '@/components/form/command-form';
import { findingViews, postRemarks, vacantPosts } from '@/components/committee/findings';
import { RosterTable } from '@/components/committee/roster-table';
import { FindingsBar, FindingsPanel } from '@/components/regulation/findings-panel';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Candidates, type FindingView } from '@/components/regulation/rule-row';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { approveRosterAction, returnRosterAction, saveRosterAction, submitRosterAction, withdrawRosterAction } from '@/lib/committee/actions';
import { compareLists } from '@/lib/committee/change';
import { fitFor, unexplained } from '@/lib/committee/data';
import { loadCandidates, loadRosterChange } from '@/lib/committee/loaders';
import { rosterOn } from '@/lib/committee/history';
import { ROSTER_STATES, rosterAfter, type RosterAct } from '@/lib/committee/states';
import { TITLES, type Post } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate, formatRange } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { addDays } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';

export const metadata: Metadata = { title: '名单' };

export default async function RosterChangePage({ params, searchParams }: { params: Promise<{ jurisdiction: string; centre: string; change: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction, centre: centreId, change: changeId } = await params;
  const query = queryOf(await searchParams);
  const loaded = await loadRosterChange(jurisdiction, centreId, changeId);
  const { desk, target, change, centre, host, base, standing, startsCohort, check, review, goesOn, term } = loaded;
  const { profile } = check.rules;
  const letter = profile.jurisdiction.letter;
  const described = profile.structure.bodies.find((b) => b.body === change.body)!;
  const name = bodyLabel(profile, change.body);
  const path = `/${jurisdiction}/centres/${centreId}`;
  const here = `${path}/rosters/${changeId}`;
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const wordsFor = await loadWords(jurisdiction, profile.id);

  const can = (act: RosterAct) => rosterAfter(change.state, act) !== null && may(desk.actor, act, target);
  const editable = can('roster.save');
  const isDecided = change.state === 'approved';
  const findings = findingViews(review, [
    ...change.departures.map((d) => ({ ...d, href: `#dep-${d.rule}`, hasExpired: isDecided && d.expiresOn !== null && d.expiresOn < desk.today })),
    ...goesOn.map((d) => ({ ...d, href: `${path}/rosters/${d.changeId}#dep-${d.rule}` })),
  ]);
  const blocked = check.answer.findings.filter((f) => f.severity === 'block');
  const warned = check.answer.findings.filter((f) => f.severity === 'warn');
  const silent = unexplained(check, change.departures);
  const subjects = new Map(change.entries.map((e) => [e.personId, e.person.name]));
  // Once it has been approved, a list is compared with what stood before it.
  const former = isDecided ? rosterOn(base.seats, addDays(change.effectiveOn, -1)) : standing;
  const before = new Map(former.map((s) => [s.personId, s]));
  const diff = compareLists(former, change.entries);
  const removable = new Set(blocked.flatMap((f) => f.subjects ?? []));
  const titleWarned = new Set(check.answer.findings.filter((f) => check.review.find((r) => r.rule === f.rule)?.setting.kind === 'committee.title').flatMap((f) => f.subjects ?? []));
  const common = { jurisdiction, version: change.version, letter };
  const edit = { ...common, action: saveRosterAction };
  const replacing = editable && query.replace ? change.entries.find((e) => e.personId === query.replace) : undefined;
  const search = editable ? (query.add ?? '') : '';
  const candidates = search.trim() ? await loadCandidates(desk, search, change.entries.map((e) => e.personId)) : { people: [], total: 0 };
  const consentRule = profile.rules.some((r) => r.kind === 'committee.employer-consent' && r.bodies.includes(change.body));
  const postOptions = [
    ...described.posts.map((post) => ({ value: post as string, label: postLabel(profile, post) })),
    ...(described.posts.includes('secretary') && described.posts.includes('member') ? [{ value: 'secretary+member', label: `${postLabel(profile, 'secretary')}兼${postLabel(profile, 'member')}` }] : []),
  ];
  const state = ROSTER_STATES[change.state];
  const taking = described.term === null ? (change.kind === 'list' ? `拟自${formatDate(term.from)}起任职，未规定任期` : '未规定任期') : `拟任期 ${term.to ? formatRange(term.from, term.to) : `${formatDate(term.from)}起`}`;
  /** The post that most of a body hold, to which somebody may step back. */
  const ordinary = described.posts.find((post) => post === 'member') ?? described.posts.at(-1)!;
  const changePost = (personId: string, posts: Post, label: string) => (
    <CommandForm {...edit} formKey={newId()} inline className="inline-form" fields={{ changeId, edit: 'set-posts', personId, posts }}><SubmitButton variant="quiet" pendingText={label}>{label}</SubmitButton></CommandForm>
  );
  const remove = (personId: string, name: string) => (
    <CommandForm {...edit} formKey={newId()} inline className="inline-form" fields={{ changeId, edit: 'remove', personId }}><SubmitButton variant="quiet" pendingText="移出" aria-label={`移出 ${name}`}>移出</SubmitButton></CommandForm>
  );

  const below = (f: FindingView) => {
    const setting = check.review.find((r) => r.rule === f.rule)!.setting;
    const breaks = f.severity === 'block' || (f.severity === 'warn' && !f.departed);
    const concerned = change.entries.filter((e) => f.subjects?.includes(e.personId));
    const note = (e: (typeof change.entries)[number]) => `${TITLES[e.person.title]}，${e.person.institution.name}`;
    const named = concerned.length > 0 && <p className="rm">{concerned.map((e) => e.person.name).join('、')}</p>;
    const explain = f.severity === 'warn' && !f.departed && editable && <p className="rm"><a href={`#dep-${f.rule}`}>填写偏离说明</a></p>;
    if (!breaks || !editable) return f.severity === 'block' ? <><p className="rm">{f.message}</p>{named}</> : null;
    if (setting.kind === 'committee.host-share') {
      const items = concerned.filter((e) => e.posts.every((p) => p === 'member')).slice(0, 6);
      return <>{items.length > 0 ? <Candidates lead={`${f.message}。移出下列任一人：`} items={items.map((e) => ({ key: e.personId, name: e.person.name, note: note(e), action: remove(e.personId, e.person.name) }))} /> : <p className="rm">{f.message}</p>}{explain}</>;
    }
    if (setting.kind === 'committee.post-count') {
      const post = setting.post as Post;
      const label = postLabel(profile, post);
      const isOver = concerned.length > 0;
      const people = isOver ? (post === ordinary ? [] : concerned.map((entry) => ({ entry, doubts: 0 }))) : fitFor(loaded, post);
      const items = people.slice(0, 6).map(({ entry: e, doubts }) => ({ key: e.personId, name: e.person.name, note: `${note(e)}${doubts > 0 ? `，另须说明${doubts}项` : ''}`, action: isOver ? changePost(e.personId, ordinary, `改任${postLabel(profile, ordinary)}`) : changePost(e.personId, post, `改任${label}`) }));
      const lead = isOver ? `${f.message}。改任下列任一人：` : `${f.message}。名单中符合条件的：`;
      return (
        <>
          {items.length > 0 ? <Candidates lead={lead} items={items} /> : <p className="rm">{f.message}{!isOver && `；名单中没有符合条件的人`}</p>}
          {!isOver && <p className="rm"><a href="#candidates">查找名单以外的人选</a></p>}
          {explain}
        </>
      );
    }
    return <>{f.severity === 'block' ? <><p className="rm">{f.message}</p>{named}</> : null}{explain}</>;
  };

  const candidateForm = (personId: string, label: string) => replacing
    ? <CommandForm {...edit} formKey={newId()} inline fields={{ changeId, edit: 'replace', personId: replacing.personId, byPersonId: personId }}><SubmitButton variant="quiet">{label}</SubmitButton></CommandForm>
    : (
      <CommandForm {...edit} formKey={newId()} inline prefix={`${personId}-`} fields={{ changeId, edit: 'add', personId }} className="inline-form">
        <FormSelect name="posts" label="职务" options={postOptions} defaultValue={described.posts.includes('member') ? 'member' : described.posts.at(-1)!} />
        <SubmitButton variant="quiet">{label}</SubmitButton>
      </CommandForm>
    );

  return (
    <>
      <PageHead
        crumb={[{ label: centre.name, href: path }, { label: name, href: `${path}/committee` }, { label: change.kind === 'list' ? '换届名单' : '调整名单' }]}
        title={`${name}名单`}
        tag={<Tag tone={change.state === 'approved' ? 'ok' : change.state === 'returned' ? 'block' : change.state === 'submitted' ? 'warn' : 'plain'}>{state}</Tag>}
        sub={`${taking}；生效日期 ${formatDate(change.effectiveOn)}${host ? `；${profile.vocabulary.host} ${host.name}` : ''}；按${profile.instrument.number}检验；${formatInstant(change.updatedAt)} 已保存`}
        actions={<PrintButton label="打印名单" />}
      />
      {change.state === 'returned' && <Banner severity="block" title={`${change.decidedByName}退回：${change.opinion}`} />}
      {isDecided && (
        <Banner severity="ok" title={`${change.decidedByName}于${formatInstant(change.decidedAt!)}审定${change.opinion ? `：${change.opinion}` : ''}`}>
          {change.effectiveOn < profile.instrument.effectiveFrom && <>名单在办法施行（{formatDate(profile.instrument.effectiveFrom)}）之前产生，按施行之日在任的名单检验。</>}
        </Banner>
      )}
      {change.state === 'withdrawn' && <Banner severity="note" title={change.opinion ?? '名单已作废'} />}
      {change.state === 'submitted' && <Banner severity="note" title={`${change.proposedByName}于${formatInstant(change.submittedAt!)}报送，等待审定`} />}
      {base.version !== change.baseVersion && ['draft', 'returned', 'submitted'].includes(change.state) && <Banner severity="warn" title="委员会在这份名单起草之后已有变动，请核对后重新起草" />}

      <div className="cols panelled">
        <div>
          <FindingsBar findings={findings}>{can('roster.approve') && <a href="#decide">审定或退回</a>}</FindingsBar>
          {change.kind === 'change' && (
            <p className="small">
              {isDecided ? '与此前名单相比：' : '与现任名单相比：'}{diff.joined.length === 0 && diff.left.length === 0 && diff.changed.length === 0 ? '没有变动' : [
                diff.joined.length ? `新任${diff.joined.length}人` : '', diff.left.length ? `离任${diff.left.length}人（${diff.left.map((p) => before.get(p)?.person.name).join('、')}）` : '', diff.changed.length ? `职务变动${diff.changed.length}人` : '',
              ].filter(Boolean).join('，')}
            </p>
          )}
          {startsCohort && <p className="small">审定后第{base.cohort}届于前一日结束，第{base.cohort + 1}届自{formatDate(change.effectiveOn)}起。</p>}
          {change.entries.length === 0
            ? <Empty title="名单为空">从下面查找并添加人选。</Empty>
            : (
              <RosterTable
                profile={profile} body={described} hostId={host?.id ?? null} centreClass={centre.class} remarks={postRemarks(check.review)} vacant={vacantPosts(check.review)} ops={editable}
                rows={change.entries.map((e) => ({
                  key: e.personId,
                  person: e.person,
                  posts: e.posts,
                  ...(before.has(e.personId) && !startsCohort && !diff.changed.includes(e.personId) ? { since: before.get(e.personId)!.validFrom } : {}),
                  mark: diff.joined.includes(e.personId) && change.kind === 'change' ? '新任' : undefined,
                  fault: [removable.has(e.personId) ? '可移出' : '', consentRule && !e.employerConsent ? '单位未同意' : ''].filter(Boolean).join('，') || undefined,
                  titleWarn: titleWarned.has(e.personId),
                  ops: editable && (
                    <>
                      <Link href={`${here}?replace=${e.personId}#candidates`} scroll={false}>替换</Link>{' '}
                      {remove(e.personId, e.person.name)}
                    </>
                  ),
                }))}
              />
            )}

          {editable && (
            <Section title={replacing ? `替换 ${replacing.person.name}` : '添加人选'} id="candidates">
              <form method="get" action={`${here}#candidates`} className="bar">
                {replacing && <input type="hidden" name="replace" value={replacing.personId} />}
                <input className="in q" type="search" name="add" defaultValue={search} placeholder="姓名、单位或拼音首字母" aria-label="查找人选" />
                <button className="btn" type="submit">查找</button>
                {replacing && <Link href={here}>不替换了</Link>}
                <Link href={`/${jurisdiction}/people/new?change=${changeId}&centre=${centreId}`}>登记新人选</Link>
              </form>
              {candidates.total > candidates.people.length && <p className="small">显示前{candidates.people.length}人，共{candidates.total}人；加上姓名或单位，用空格隔开，可以缩小范围</p>}
              {search.trim() !== '' && (
                <DataTable
                  caption="可选人选"
                  rows={candidates.people}
                  rowKey={(p) => p.id}
                  columns={[
                    { key: 'name', head: '姓名', cell: (p) => p.name, phone: 'primary' },
                    { key: 'unit', head: '单位', cell: (p) => <>{p.institution.name}{p.institution.id === host?.id && <> <span className="tag brand">挂靠</span></>}</>, phone: 'bare' },
                    { key: 'region', head: '区域', cell: (p) => p.institution.region, phone: 'bare' },
                    { key: 'title', head: '职称', cell: (p) => TITLES[p.title], phone: 'bare' },
                    { key: 'op', head: '', cell: (p) => candidateForm(p.id, replacing ? '替换为此人' : '添加'), align: 'right', phone: 'aside' },
                  ]}
                  empty={<Empty title="没有找到人选" links={[{ href: `/${jurisdiction}/people/new?change=${changeId}&centre=${centreId}`, label: '登记新人选' }]}>换一个词查找，或先登记。</Empty>}
                />
              )}
              <CommandForm {...edit} formKey={newId()} prefix="post-" fields={{ changeId, edit: 'set-posts' }} className="line">
                <FormSelect name="personId" label="调整职务" empty="选择人员" options={change.entries.map((e) => ({ value: e.personId, label: `${e.person.name}（${e.posts.map((p) => postLabel(profile, p)).join('兼')}）` }))} />
                <FormSelect name="posts" label="改任" options={postOptions} />
                <div className="acts"><SubmitButton variant="default">保存职务</SubmitButton></div>
              </CommandForm>
              <CommandForm {...edit} formKey={newId()} prefix="date-" fields={{ changeId, edit: 'effective-on' }} className="line">
                <FormDate name="effectiveOn" label="生效日期" defaultValue={change.effectiveOn} hint="按这一日的规则检验" />
                <div className="acts"><SubmitButton variant="default">保存日期</SubmitButton></div>
              </CommandForm>
              {consentRule && change.entries.some((e) => !e.employerConsent) && (
                <CommandForm {...edit} formKey={newId()} fields={{ changeId, edit: 'consent-all' }} className="line">
                  <SubmitButton variant="default">登记全部所在单位已同意</SubmitButton>
                </CommandForm>
              )}
            </Section>
          )}

          {(warned.length > 0 || change.departures.length > 0) && (
            <Section title="偏离说明" aside="须写明理由，由审定人批准并定有效期，记入偏离登记">
              {[...new Set(warned.map((f) => f.rule))].map((rule) => {
                const all = warned.filter((f) => f.rule === rule);
                const saved = change.departures.find((d) => d.rule === rule);
                return (
                  <div className="dv" key={rule} id={`dep-${rule}`}>
                    <p className="dh">
                      <b>{check.review.find((r) => r.rule === rule)?.setting.label}</b> <ArticleChip letter={letter} article={all[0]!.article} href={href(all[0]!.article)} />
                      <Tag tone={saved ? 'ok' : 'warn'}>{saved ? '已填写' : '未填写'}</Tag>
                    </p>
                    <p className="small">{all.map((f) => f.message).join('；')}{all.flatMap((f) => f.subjects ?? []).length > 0 && `（${[...new Set(all.flatMap((f) => f.subjects ?? []))].map((s) => subjects.get(s) ?? s).join('、')}）`}</p>
                    {editable
                      ? (
                        <CommandForm {...edit} formKey={newId()} prefix={`${rule}-`} fields={{ changeId, edit: 'explain', rule }} className="form">
                          <FormArea name="reason" label="理由" required rows={2} defaultValue={saved?.reason} />
                          <div className="acts"><SubmitButton variant="default">保存理由</SubmitButton></div>
                        </CommandForm>
                      )
                      : <p>{saved?.reason ?? '未填写'}{saved?.expiresOn && <span className="small">（{saved.approvedByName}批准，至{formatDate(saved.expiresOn)}）</span>}</p>}
                  </div>
                );
              })}
            </Section>
          )}
        </div>
        <aside className="panel">
          {can('roster.approve') && (
            <section id="decide" className="decision-box noprint" aria-labelledby="decide-head">
              <h2 id="decide-head">审定</h2>
              <dl className="kv">
                <dt>生效日期</dt><dd>{formatDate(change.effectiveOn)}</dd>
                <dt>人数</dt><dd>{change.entries.length}人</dd>
                <dt>偏离</dt><dd>{warned.length > 0 ? <a href={`#dep-${warned[0]!.rule}`}>{new Set(warned.map((f) => f.rule)).size}项，见偏离说明</a> : '无'}</dd>
              </dl>
              <CommandForm {...common} action={approveRosterAction} formKey={newId()} prefix="approve-" fields={{ changeId }} className="form">
                {warned.length > 0 && <FormDate name="expiresOn" label="偏离有效期" required defaultValue={term.to ?? undefined} hint={term.to ? '默认为本届任期届满日' : undefined} />}
                <FormArea name="opinion" label="审定意见" rows={1} />
                <div className="acts">
                  {blocked.length > 0
                    ? <Button variant="primary" disabled reasons={blocked.map((f) => ({ text: f.message, href: '#rules' }))} reasonsTitle="暂不能审定">审定名单</Button>
                    : (
                      <ConfirmDialog label="审定名单" variant="primary" title={`审定${centre.name}${name}名单？`} confirmLabel="审定并生效">
                        <p>共 {change.entries.length} 人，自{formatDate(change.effectiveOn)}起生效{warned.length > 0 ? `；批准偏离 ${new Set(warned.map((f) => f.rule)).size} 项` : ''}。生效后只能另起名单调整。</p>
                      </ConfirmDialog>
                    )}
                </div>
              </CommandForm>
              <CommandForm {...common} action={returnRosterAction} formKey={newId()} prefix="return-" fields={{ changeId }} className="form">
                <FormArea name="opinion" label="退回意见" required rows={1} />
                <div className="acts"><SubmitButton variant="default">退回</SubmitButton></div>
              </CommandForm>
            </section>
          )}
          <FindingsPanel
            findings={findings} letter={letter} note={editable ? '随名单变化即时更新' : state} articleHref={href} wordsFor={wordsFor}
            below={below}
          >
            <div className="panel-acts noprint">
              {can('roster.submit') && (blocked.length + silent.length > 0
                ? (
                  <Button
                    variant="primary" wide disabled reasonsTitle="暂不能报送"
                    reasons={[...blocked.map((f) => ({ text: f.message, href: '#rules' })), ...silent.map((f) => ({ text: `${check.review.find((r) => r.rule === f.rule)?.setting.label}：偏离说明未填写`, href: `#dep-${f.rule}` }))]}
                  >
                    报{profile.vocabulary.authorityShort}审定
                  </Button>
                )
                : (
                  <CommandForm {...common} action={submitRosterAction} formKey={newId()} fields={{ changeId }}>
                    <SubmitButton wide pendingText="正在报送">报{profile.vocabulary.authorityShort}审定</SubmitButton>
                  </CommandForm>
                ))}
              {can('roster.withdraw') && (
                <CommandForm {...common} action={withdrawRosterAction} formKey={newId()} fields={{ changeId }}>
                  {change.state === 'submitted'
                    ? <SubmitButton variant="quiet">撤回修改</SubmitButton>
                    : <ConfirmDialog label="作废草稿" variant="quiet" title="作废这份草稿？" confirmLabel="作废"><p>作废后不能恢复，可以另起一份。</p></ConfirmDialog>}
                </CommandForm>
              )}
            </div>
          </FindingsPanel>
        </aside>
      </div>
    </>
  );
}

