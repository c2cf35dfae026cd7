import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CommandForm, FormArea, FormDate, FormRadio, FormSelect } from '@/components/form/command-form';
import { ChooseRuleButton } from '@/components/assessment/choose-rule-button';
import { CentreChecklist } from '@/components/assessment/centre-checklist';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Banner } from '@/components/ui/banner';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { Segments } from '@/components/ui/segments';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { assignAssessmentsAction, chooseYearRuleAction } from '@/lib/assessment/actions';
import { loadYear } from '@/lib/assessment/loaders';
import { ASSESSMENT_STATES } from '@/lib/assessment/states';
import { CENTRE_CLASSES, GRADES } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { addDays, yearOf } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '年度考核' };

export default async function AssessmentsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const { actor, today, rules } = await loadDesk(jurisdiction);
  const { profile } = rules;
  const letter = profile.jurisdiction.letter;
  if (!profile.grades) {
    const silence = profile.silent.find((s) => s.question === 'grades');
    return (
      <>
        <PageHead title="年度考核" />
        <Empty title="本规定没有考核等次">{silence?.note} {silence && <ArticleChip letter={letter} article={silence.article} href={`/${jurisdiction}/rules#${silence.article}`} />}</Empty>
      </>
    );
  }
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : yearOf(today);
  if (year < 2000 || year > 2199) notFound();
  const { rows, rule, assignable, orphans, closed, assessors, years, grades, mayAssign, mayChoose, seesAll } = await loadYear(jurisdiction, year);
  const graded = grades;
  const { byScore, byProportion } = profile.grades;
  const conflicts = [...graded.values()].filter((g) => g.conflict);
  const listed = profile.grades.list;
  const tallyOf = (way: 'byScore' | 'byProportion') => listed.map((g) => `${GRADES[g]}${[...graded.values()].filter((x) => x[way] === g).length}个`).join('，');
  const path = `/${jurisdiction}/assessments`;
  const shown = query.state ? rows.filter((r) => (query.state === 'conflict' ? graded.get(r.id)?.conflict : r.state === query.state)) : rows;
  const count = (state: string) => rows.filter((r) => r.state === state).length;
  const allYears = [...new Set([yearOf(today), year, ...years])].sort((a, b) => b - a);
  const segment = (state: string | undefined, label: string, n: number) => ({ href: `${path}?year=${year}${state ? `&state=${state}` : ''}`, label, count: n, current: query.state === state });

  return (
    <>
      <PageHead title="年度考核" sub={<>{year}年度；等次 {profile.grades.list.map((g) => GRADES[g]).join('、')} <ArticleChip letter={letter} article={profile.grades.article} href={`/${jurisdiction}/rules#${encodeURIComponent(profile.grades.article)}`} /></>} actions={<PrintButton label="打印" />} />
      <div className="bar noprint"><Segments label="年度" items={allYears.map((y) => ({ href: `${path}?year=${y}`, label: `${y}年度`, current: y === year }))} /></div>

      {byScore && byProportion && seesAll && (rule?.gradeRule
        ? <Banner severity="ok" title={`${year}年度一律按${rule.gradeRule === 'score' ? '分数' : '比例'}认定等次`}>{rule.decidedByName}于{formatInstant(rule.decidedAt!)}选定：{rule.reason}</Banner>
        : conflicts.length > 0 && (
          <Banner severity="warn" title={`${conflicts.length} 个中心按分数与按比例所得等次不同，选定一种办法之前不能确认`} aside={<ArticleChip letter={letter} article={byProportion.article} />}>
            {byProportion.reading?.takes}
          </Banner>
        ))}
      {mayChoose && byScore && byProportion && !rule?.gradeRule && conflicts.length > 0 && (
        <Section title="选定认定办法">
          <CommandForm action={chooseYearRuleAction} jurisdiction={jurisdiction} formKey={newId()} version={rule?.version ?? 0} fields={{ year: String(year) }} prefix="rule-" className="form" letter={letter}>
            <FormRadio
              name="gradeRule" label="全年适用" cards
              options={[
                { value: 'score', label: '按分数', hint: `${byScore.bands.map((b) => `${b.from} 分起${GRADES[b.grade]}`).join('，')}` },
                { value: 'proportion', label: '按比例', hint: byProportion.shares.map((s) => `${GRADES[s.grade]}约 ${s.percent}%`).join('，') },
              ]}
            />
            <FormArea name="reason" label="理由" required rows={2} />
            <div className="acts">
              <ChooseRuleButton
                year={year} differing={conflicts.length}
                ways={[{ value: 'score', label: '按分数', tally: tallyOf('byScore') }, { value: 'proportion', label: '按比例', tally: tallyOf('byProportion') }]}
              />
            </div>
          </CommandForm>
        </Section>
      )}

      <Section title="考核进度" aside={`共 ${rows.length} 个${mayAssign ? `，未分配 ${assignable.length} 个${orphans.length > 0 ? `，无${profile.vocabulary.host ?? '挂靠单位'} ${orphans.length} 个` : ''}${closed > 0 ? `，已撤销 ${closed} 个` : ''}` : ''}`}>
        <Segments label="状态" items={[segment(undefined, '全部', rows.length), segment('assigned', '考核中', count('assigned')), segment('proposed', '待确认', count('proposed')), segment('returned', '已退回', count('returned')), segment('confirmed', '已确认', count('confirmed')), ...(conflicts.length > 0 ? [segment('conflict', '两种等次不同', conflicts.length)] : [])]} />
        <DataTable
          caption={`${year}年度考核`}
          rows={shown}
          rowKey={(r) => r.id}
          columns={[
            { key: 'centre', head: '中心', cell: (r) => (r.readable ? <Link href={`${path}/${r.id}`}>{r.centre.name}</Link> : r.centre.name), phone: 'primary' },
            { key: 'class', head: '类别', cell: (r) => CENTRE_CLASSES[r.centre.class], phone: 'bare' },
            { key: 'assessor', head: '考核专家', cell: (r) => r.assessorName ?? '未分配' },
            { key: 'due', head: '期限', cell: (r) => (r.dueOn ? <span className={r.state === 'assigned' && r.dueOn < today ? 'nw c-block' : 'nw'}>{formatDate(r.dueOn)}</span> : '未填写') },
            ...(byScore ? [{ key: 'score', head: '得分', cell: (r: (typeof shown)[number]) => (r.score === null ? '' : r.score), align: 'right' as const }] : []),
            ...(byScore && byProportion && seesAll ? [
              { key: 'byScore', head: '按分数', cell: (r: (typeof shown)[number]) => { const g = graded.get(r.id)?.byScore; return g ? GRADES[g] : ''; } },
              { key: 'byProportion', head: '按比例', cell: (r: (typeof shown)[number]) => { const g = graded.get(r.id); return g?.byProportion ? <span className={g.conflict ? 'c-warn' : undefined}>{GRADES[g.byProportion]}</span> : <span className="muted">评完才能排名</span>; } },
            ] : []),
            { key: 'grade', head: '等次', cell: (r) => (r.grade ? <span className={r.grade === 'unqualified' ? 'c-block' : undefined}>{GRADES[r.grade]}</span> : r.proposedGrade ? <span className="muted">拟{GRADES[r.proposedGrade]}</span> : <span className="muted">{r.withheld && r.state === 'proposed' ? '确认后公布' : '尚未'}</span>) },
            ...(shown.some((r) => r.decision) ? [{ key: 'decision', head: '裁定', cell: (r: (typeof shown)[number]) => (r.decision ? may(actor, 'decision.read', { tenantId: jurisdiction, centreId: r.centreId }) ? <Link href={`/${jurisdiction}/decisions/${r.decision.id}`}>{r.decision.state === 'pending' ? '待裁定' : '裁定卡'}</Link> : r.decision.state === 'pending' ? '待裁定' : '已裁定' : '') }] : []),
            { key: 'state', head: '状态', cell: (r) => <Tag tone={r.state === 'confirmed' ? 'ok' : r.state === 'proposed' ? 'warn' : r.state === 'returned' ? 'block' : 'plain'}>{ASSESSMENT_STATES[r.state]}</Tag>, align: 'right', phone: 'aside' },
          ]}
          empty={<Empty title={query.state ? '没有这种状态的考核' : `${year}年度还没有考核`}>{mayAssign ? '在下面选择中心，分配给考核专家。' : '主管部门分配后会列在这里。'}</Empty>}
        />
      </Section>

      {mayAssign && (
        <Section title="分配考核" id="assign">
          {orphans.length > 0 && <p className="small">{orphans.map((c) => c.name).join('、')}没有{profile.vocabulary.host ?? '挂靠单位'}，重新遴选之前不能分配考核。</p>}
          {assignable.length === 0
            ? <Empty title={orphans.length > 0 ? `${year}年度其余的中心都已分配` : `${year}年度的中心都已分配`} />
            : assessors.length === 0
              ? <Empty title="还没有考核专家账号">由系统管理员开设账号后才能分配。</Empty>
              : (
                <CommandForm action={assignAssessmentsAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ year: String(year) }} prefix="assign-" className="form" letter={letter}>
                  <CentreChecklist centres={assignable.map((c) => ({ id: c.id, label: c.name, note: c.host ?? CENTRE_CLASSES[c.class] }))} />
                  <div className="fg">
                    <FormSelect name="assessorId" label="考核专家" required empty="请选择" options={assessors.map((a) => ({ value: a.id, label: a.name }))} />
                    <FormDate name="dueOn" label="完成期限" required defaultValue={addDays(today, 30)} />
                  </div>
                  <div className="acts"><SubmitButton>分配给考核专家</SubmitButton></div>
                </CommandForm>
              )}
        </Section>
      )}
    </>
  );
}
