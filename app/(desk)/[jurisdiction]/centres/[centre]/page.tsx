import { Redetermination } from '@/components/centre/redetermination';
import { loadRedetermination } from '@/lib/redetermination/loaders';
import { roundsWord } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import Link from 'next/link';
import { CentreHead } from '@/components/centre/centre-head';
import { CentreTimeline } from '@/components/centre/centre-timeline';
import { Day, DayRange } from '@/components/ui/day';
import { PrintButton } from '@/components/ui/print-button';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ForecastTable } from '@/components/decision/forecast-table';
import { GradeStrip, stripCells } from '@/components/regulation/grade-strip';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/data-table';
import { HOSPITAL_LEVELS, type Grade, type HospitalLevel } from '@/lib/glossary';
import { loadCentre, loadVacancy, nextDecision } from '@/lib/centre/loaders';
import { stripYears } from '@/lib/cycle/strip';
import { may } from '@/lib/identity/actor';
import { nextCohortOn } from '@/lib/committee/data';
import { rosterOn } from '@/lib/committee/history';
import { formatDate } from '@/lib/kernel/chinese';
import { completedYears, daysBetween, type LocalDate } from '@/lib/kernel/local-date';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';

type Props = { params: Promise<{ jurisdiction: string; centre: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, centre } = await params;
  return { title: (await loadCentre(jurisdiction, centre)).centre.name };
}

export default async function CentrePage({ params }: Props) {
  const { jurisdiction, centre: id } = await params;
  const file = await loadCentre(jurisdiction, id);
  const { desk, centre, committees, assessments, timeline } = file;
  const { rules, today } = desk;
  const { profile } = rules;
  const letter = profile.jurisdiction.letter;
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const path = `/${jurisdiction}/centres/${id}`;
  const hosting = centre.current;
  const standing = committees.filter((c) => c.endedOn === null);
  const headBody = profile.structure.bodies.find((b) => b.head);
  const headSeat = rosterOn(standing.find((c) => c.body === headBody?.body)?.seats ?? [], today).find((s) => s.posts.includes(headBody!.head!));
  const next = nextDecision(file);
  const vacancy = await loadVacancy(file);
  const redetermination = await loadRedetermination(desk, id);
  // The one thing that waits for this reader, if anything does.
  const submitted = may(desk.actor, 'roster.approve', file.target) ? file.changes.find((c) => c.state === 'submitted') : undefined;
  const undecided = may(desk.actor, 'decision.confirm', file.target) ? file.decisions.find((d) => d.state === 'pending') : undefined;
  const waiting = undecided
    ? { href: `/${jurisdiction}/decisions/${undecided.id}`, label: '裁定去留' }
    : submitted ? { href: `${path}/rosters/${submitted.id}`, label: '审定名单' } : null;
  const nextTerm = (on: LocalDate) => (on <= today ? <><Day on={on} /> <span className="c-block nw">已届满 {daysBetween(on, today) + 1} 天，应当换届</span></> : <Day on={on} />);
  const length = profile.structure.hostCycle?.years ?? 4;
  const results = hosting ? assessments.filter((a) => a.cycle === hosting.cycle).map((a) => ({ year: a.year, grade: a.state === 'confirmed' ? (a.grade as Grade) : null })) : [];
  const strip = hosting && profile.grades ? stripYears(results, hosting, length) : [];

  return (
    <>
      <CentreHead
        file={file} tab="overview"
        actions={
          <>
            <PrintButton label="打印档案" />
            {waiting && <Button variant="primary" href={waiting.href}>{waiting.label}</Button>}
          </>
        }
      />
      {vacancy && (
        <Banner
          severity="warn" title={centre.status === 'without-host' ? `${profile.vocabulary.host ?? '单位'}空缺，须重新${roundsWord(profile)}` : `${profile.vocabulary.host ?? '单位'}周期届满，须重新${roundsWord(profile)}`}
          aside={vacancy.round
            ? <Link href={`/${jurisdiction}/selections/${vacancy.round.id}`}>正在办理：{vacancy.round.number}</Link>
            : vacancy.begins && <Link className="noprint" href={`/${jurisdiction}${vacancy.begins}`}>发起{roundsWord(profile)}</Link>}
        >
          {vacancy.formerHostMayCompete !== null && <>原{profile.vocabulary.host ?? '单位'}{vacancy.formerHostMayCompete ? '可以参加' : '不得参加'}这一轮 {vacancy.article && <ArticleChip letter={letter} article={vacancy.article} href={href(vacancy.article)} />}</>}
        </Banner>
      )}
      <dl className="facts">
        {profile.vocabulary.host && (
          <div>
            <dt>{profile.vocabulary.host}</dt>
            <dd>
              {hosting ? <><b>{hosting.institution.name}</b><span>{HOSPITAL_LEVELS[hosting.institution.level as HospitalLevel]}，{hosting.institution.region}</span></> : <b className="c-warn">空缺</b>}
            </dd>
          </div>
        )}
        {hosting && profile.structure.hostCycle && hosting.dueToEndOn && (
          <div>
            <dt>挂靠周期 <ArticleChip letter={letter} article={profile.structure.hostCycle.article} href={href(profile.structure.hostCycle.article)} /></dt>
            <dd><b><DayRange from={hosting.startsOn} to={hosting.dueToEndOn} /></b><span>第 {hosting.cycle} 个周期，{hosting.dueToEndOn >= today ? `还有 ${daysBetween(today, hosting.dueToEndOn)} 天` : `已届满 ${daysBetween(hosting.dueToEndOn, today)} 天`}</span></dd>
          </div>
        )}
        {hosting && !profile.structure.hostCycle && <div><dt>挂靠时间</dt><dd><b className="nw">{formatDate(hosting.startsOn)}起</b><span>未规定挂靠周期</span></dd></div>}
        {headBody?.head && (
          <div>
            <dt>{postLabel(profile, headBody.head)}</dt>
            <dd>
              {headSeat
                ? <><b>{headSeat.person.name}</b><span>{headSeat.person.institution.name}{headSeat.person.born && `，${completedYears(headSeat.person.born, today)} 岁`}</span></>
                : <b className="c-warn">空缺</b>}
            </dd>
          </div>
        )}
      </dl>
      {strip.length > 0 && <GradeStrip cells={stripCells(strip)} {...(hosting?.dueToEndOn && strip.length === length ? { period: { from: hosting.startsOn, to: hosting.dueToEndOn }, today } : {})} />}
      <div className="cols narrow">
        <div>
          {next && (
            <Section title="下一项裁定" aside={next.atExpiry && hosting?.dueToEndOn ? <>周期届满，<Day on={hosting.dueToEndOn} /></> : `${next.year}年度考核后`}>
              <ForecastTable jurisdiction={jurisdiction} profile={profile} forecast={next} />
            </Section>
          )}
          {profile.structure.bodies.filter((b) => !b.likeBody).map((described) => {
            const body = standing.find((c) => c.body === described.body);
            const name = bodyLabel(profile, described.body);
            const seats = body ? rosterOn(body.seats, today) : [];
            return (
              <Section key={described.body} title={name} {...(body && may(desk.actor, 'roster.read', file.target) ? { link: { href: `${path}/committee`, label: '名单与任期' } } : {})}>
                {body ? (
                  <KeyValue
                    items={[
                      { label: '届次', value: <>第 {body.cohort} 届，{body.termTo ? <DayRange from={body.termFrom} to={body.termTo} /> : <span className="nw">{formatDate(body.termFrom)}起</span>} {described.term ? <ArticleChip letter={letter} article={described.term.article} href={href(described.term.article)} /> : <span className="muted">未规定任期</span>}</> },
                      ...described.posts.map((post) => ({ label: postLabel(profile, post), value: `${seats.filter((s) => s.posts.includes(post)).length} 人` })),
                      ...(profile.vocabulary.host && hosting ? [{ label: `${profile.vocabulary.host}成员`, value: `${seats.filter((s) => s.person.institution.id === hosting.institution.id && s.posts.some((p) => described.members.includes(p))).length} 人` }] : []),
                      ...(body.termTo ? [{ label: '下次换届', value: nextTerm(nextCohortOn(body.termTo)!) }] : []),
                    ]}
                  />
                ) : <Empty title={`目前没有${name}`}>重新确定挂靠单位后组建。</Empty>}
              </Section>
            );
          })}
          {profile.cycle === null && <Section title="年度评估"><p>{profile.silent.find((s) => s.question === 'cycle')?.note} <ArticleChip letter={letter} article={profile.silent.find((s) => s.question === 'cycle')?.article ?? profile.instrument.article} /></p></Section>}
          {redetermination && <Redetermination jurisdiction={jurisdiction} found={redetermination} earlier={file.redeterminations} today={today} letter={letter} host={profile.vocabulary.host ?? '承担单位'} chip={(article) => <ArticleChip letter={letter} article={article} href={href(article)} />} />}
          {centre.hosting.length > 0 && (
            <Section title="挂靠记录">
              <DataTable
                caption="挂靠记录"
                rows={centre.hosting}
                rowKey={(h) => h.id}
                columns={[
                  { key: 'host', head: profile.vocabulary.host ?? '单位', cell: (h) => h.institution.name, phone: 'primary' },
                  ...(profile.structure.hostCycle ? [{ key: 'cycle', head: '周期', cell: (h: (typeof centre.hosting)[number]) => `第 ${h.cycle} 个`, phone: 'aside' as const }] : []),
                  { key: 'from', head: '起止', cell: (h) => (h.endedOn ? <DayRange from={h.startsOn} to={h.endedOn} /> : <span className="nw">{formatDate(h.startsOn)}起</span>), phone: 'full' },
                  { key: 'end', head: '结束原因', cell: (h) => h.endReason ?? (h.endedOn ? '未填写' : '在任') },
                ]}
              />
            </Section>
          )}
        </div>
        <aside className="rail">
          <h2>办理经过</h2>
          <CentreTimeline file={file} items={timeline.slice(0, 12)} />
          {timeline.length > 12 && <p><Link href={`${path}/timeline`}>更早的 {timeline.length - 12} 条</Link></p>}
        </aside>
      </div>
    </>
  );
}
