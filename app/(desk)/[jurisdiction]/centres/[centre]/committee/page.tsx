import type { Metadata } from 'next';
import Link from 'next/link';
import { CentreHead } from '@/components/centre/centre-head';
import { CommandForm, FormDate, FormRadio } from '@/components/form/command-form';
import { findingViews, postRemarks, vacantPosts } from '@/components/committee/findings';
import { RosterTable } from '@/components/committee/roster-table';
import { FindingsPanel } from '@/components/regulation/findings-panel';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Banner } from '@/components/ui/banner';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { beginRosterAction } from '@/lib/committee/actions';
import { nextCohortOn } from '@/lib/committee/data';
import { loadRosters } from '@/lib/committee/loaders';
import { ROSTER_STATES, type RosterState } from '@/lib/committee/states';
import { fromDb } from '@/lib/db/dates';
import { may } from '@/lib/identity/actor';
import { mayEver } from '@/lib/identity/capabilities';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate, formatRange } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { isLocalDate } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';

export const metadata: Metadata = { title: '名单与任期' };

export default async function CommitteePage({ params, searchParams }: { params: Promise<{ jurisdiction: string; centre: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction, centre: id } = await params;
  const { on } = queryOf(await searchParams);
  const file = await loadRosters(jurisdiction, id, isLocalDate(on) ? on : undefined);
  const { desk, day, asked, bodies, rulesFrom, changes, target } = file;
  const { profile } = desk.rules;
  const letter = profile.jurisdiction.letter;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const path = `/${jurisdiction}/centres/${id}`;
  const past = day !== desk.today;
  const mayBegin = may(desk.actor, 'roster.begin', target);
  const hostId = file.centre.hosting.find((h) => h.startsOn <= day && (h.endedOn === null || h.endedOn >= day))?.institution.id ?? null;

  return (
    <>
      <CentreHead file={file} tab="committee" actions={<PrintButton label="打印名单" />} />
      <form method="get" className="bar noprint" aria-label="查看某日的名单">
        <label>查看日期 <input className="in" type="date" name="on" defaultValue={day} /></label>
        <button className="btn" type="submit">查看</button>
        {(past || asked !== day) && <Link href={`${path}/committee`}>回到今天</Link>}
      </form>
      {(past || asked !== day) && (
        <Banner severity="note" title={`${formatDate(day)}的名单`}>
          {asked !== day && <>{formatDate(asked)}尚未到，届时谁在任还不能知道；显示已经确定的最后一日。</>}
          {rulesFrom && <>平台内的办法自{formatDate(rulesFrom)}起施行，这一日没有生效的版本，名单只供查阅，不作检验。</>}
        </Banner>
      )}
      {bodies.map(({ described, committee, seats, review, departures }) => {
        const name = bodyLabel(profile, described.body);
        const open = changes.find((c) => c.committee.body === described.body && ['draft', 'submitted', 'returned'].includes(c.state));
        const left = committee?.seats.filter((s) => s.validTo !== null && s.validTo <= day) ?? [];
        return (
          <div key={described.body} className={review ? 'cols panelled' : undefined}>
            <div>
              <Section
                title={name}
                id={described.body}
                aside={committee && <>第{committee.cohort}届，{committee.termTo ? formatRange(committee.termFrom, committee.termTo) : `${formatDate(committee.termFrom)}起，未规定任期`}{described.term && <> <ArticleChip letter={letter} article={described.term.article} href={`/${jurisdiction}/rules#${encodeURIComponent(described.term.article)}`} /></>}</>}
              >
                {committee && seats.length > 0
                  ? <RosterTable profile={profile} body={described} hostId={hostId} centreClass={file.centre.class} remarks={review ? postRemarks(review) : {}} vacant={review ? vacantPosts(review) : undefined} rows={seats.map((s) => ({ key: s.id, person: s.person, posts: s.posts, since: s.validFrom }))} />
                  : <Empty title={committee ? `${name}尚无名单` : `${formatDate(day)}没有${name}`}>{committee ? '提出首份名单，经审定后生效。' : '可以换一个日期查看。'}</Empty>}
              </Section>
              {left.length > 0 && (
                <Section title="已离任">
                  <DataTable
                    caption="已离任"
                    rows={[...left].reverse()}
                    rowKey={(s) => s.id}
                    columns={[
                      { key: 'name', head: '姓名', cell: (s) => s.person.name, phone: 'primary' },
                      { key: 'posts', head: '职务', cell: (s) => s.posts.map((p) => postLabel(profile, p)).join('、'), phone: 'aside' },
                      { key: 'unit', head: '单位', cell: (s) => s.person.institution.name, phone: 'bare' },
                      { key: 'span', head: '任职', cell: (s) => formatRange(s.validFrom, s.validTo!), phone: 'full' },
                      { key: 'why', head: '原因', cell: (s) => s.endReason ?? '未填写' },
                    ]}
                  />
                </Section>
              )}
              {!past && committee && mayBegin && (
                <Section title={`提出${name}名单`}>
                  {open
                    ? <p>已有一份名单正在办理：<Link href={`${path}/rosters/${open.id}`}>{ROSTER_STATES[open.state as RosterState]}</Link></p>
                    : (
                      <CommandForm action={beginRosterAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ centreId: id, body: described.body }} prefix={`${described.body}-`} className="form" letter={letter}>
                        <FormRadio
                          name="kind" label="名单种类" defaultValue={seats.length === 0 || (committee.termTo !== null && committee.termTo < desk.today) ? 'list' : 'change'}
                          options={[
                            { value: 'change', label: '任期内调整', hint: '在现任名单上增减、更换', disabled: seats.length === 0 },
                            { value: 'list', label: seats.length === 0 ? '首届名单' : '换届', hint: seats.length === 0 ? undefined : '提出新一届名单，届次和任期自动计算' },
                          ]}
                        />
                        <FormDate name="effectiveOn" label="生效日期" hint="名单按这一日的规则检验" defaultValue={desk.today} />
                        <div className="acts"><SubmitButton>起草名单</SubmitButton></div>
                      </CommandForm>
                    )}
                </Section>
              )}
              {committee?.termTo && <p className="small next-term">下次换届：{formatDate(nextCohortOn(committee.termTo)!)}，由任期推算。</p>}
            </div>
            {review && (
              <aside className="panel">
                <FindingsPanel
                  id={`rules-${described.body}`} findings={findingViews(review, departures.map((d) => ({ ...d, href: `${path}/rosters/${d.changeId}#dep-${d.rule}` })))} letter={letter}
                  note={past ? formatDate(day) : '现任名单'} articleHref={(a) => `/${jurisdiction}/rules#${encodeURIComponent(a)}`} wordsFor={wordsFor} foldOk={false}
                >
                  {departures.length > 0 && mayEver('departure.list', desk.actor.roles.map((r) => r.role)) && <p className="small dep-note">偏离均已登记：<Link href={`/${jurisdiction}/departures`}>偏离登记</Link></p>}
                </FindingsPanel>
              </aside>
            )}
          </div>
        );
      })}
      {changes.length > 0 && (
        <Section title="名单办理记录">
          <DataTable
            caption="名单办理记录"
            rows={changes}
            rowKey={(c) => c.id}
            rowHref={(c) => `${path}/rosters/${c.id}`}
            columns={[
              { key: 'what', head: '名单', cell: (c) => `${bodyLabel(profile, c.committee.body as never)}${c.kind === 'list' ? '换届' : '调整'}名单`, phone: 'primary' },
              { key: 'count', head: '人数', cell: (c) => `${c._count.entries}人${c._count.departures ? `，偏离${c._count.departures}项` : ''}`, phone: 'bare' },
              { key: 'effective', head: '生效日期', cell: (c) => formatDate(fromDb(c.effectiveOn)) },
              { key: 'by', head: '提出', cell: (c) => c.proposedByName },
              { key: 'decided', head: '审定', cell: (c) => c.decidedByName ?? '尚未' },
              { key: 'state', head: '状态', cell: (c) => ROSTER_STATES[c.state as RosterState], align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
    </>
  );
}
