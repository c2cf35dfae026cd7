import type { Metadata } from 'next';
import Link from 'next/link';
import { ArticleChip } from '@/components/regulation/article-chip';
import { RuleRow } from '@/components/regulation/rule-row';
import { PlanHistory } from '@/components/specialty/plan-history';
import { Button } from '@/components/ui/button';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Tag } from '@/components/ui/tag';
import { loadOpenable } from '@/lib/centre/loaders';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { roadsOf } from '@/lib/selection/roads';
import { ROADS, stateWord } from '@/lib/selection/states';
import { articleOfChange, groupLabel, PLAN_CHANGES } from '@/lib/specialty/change';
import { loadDirection } from '@/lib/specialty/loaders';

type Props = { params: Promise<{ jurisdiction: string; specialty: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, specialty } = await params;
  return { title: (await loadDirection(jurisdiction, specialty)).direction.direction };
}

/** The changes that a direction that stands may be put through. */
const OFFERED = ['rename', 'merge', 'split', 'withdraw'] as const;

export default async function DirectionPage({ params }: Props) {
  const { jurisdiction, specialty } = await params;
  const { desk, direction, closed, history, findings, mayChange, mayOpen, maySelect, seesRounds } = await loadDirection(jurisdiction, specialty);
  const canOpen = await loadOpenable(jurisdiction);
  const { profile } = desk.rules;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const letter = profile.jurisdiction.letter;
  const path = `/${jurisdiction}/specialties`;
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const { centreShort, host } = profile.vocabulary;
  const stands = direction.endedOn === null;
  const rules = profile.rules.filter((r) => r.kind.startsWith('centre.'));
  const roads = roadsOf(profile);
  const mayBegin = stands && maySelect && roads.length > 0 && direction.rounds.length === 0;
  const vacant = direction.centres.length === 0;
  const needsHost = direction.centres.some((c) => c.status === 'without-host' || c.status === 'reselecting');
  const centreLink = (c: { id: string; name: string }) => (canOpen(c.id) ? <Link href={`/${jurisdiction}/centres/${c.id}`}>{c.name}</Link> : c.name);
  return (
    <>
      <PageHead
        crumb={[{ label: '设置规划', href: path }, { label: direction.direction }]}
        title={direction.direction}
        tag={<Tag tone={!stands ? 'plain' : vacant ? 'note' : 'ok'}>{!stands ? '已退出规划' : vacant ? '未设' : '已设'}</Tag>}
        sub={`${groupLabel(direction)}${direction.number ? `；规划第 ${direction.number} 项` : ''}${stands ? '' : `；${formatDate(direction.endedOn!)}为列入规划的最后一日`}`}
        actions={mayBegin && (vacant || needsHost) ? <Button variant="primary" href={`/${jurisdiction}/selections/new?specialty=${direction.id}`}>{`发起${roads.map((r) => ROADS[r]).join('或')}`}</Button> : undefined}
      />
      <KeyValue
        wide lined
        items={[
          // Where no list was published there is nothing to tell apart.
          ...(profile.structure.plan ? [{ label: '来源', value: direction.listed ? <>列入公布的规划 <ArticleChip letter={letter} article={profile.structure.plan.article} annexes={profile.instrument.annexes} href={href(profile.structure.plan.article)} /></> : '主管部门增加' }] : []),
          { label: centreShort, value: vacant ? <>未设{stands && mayOpen && direction.rounds.length === 0 && <>，<Link href={`/${jurisdiction}/centres/new?specialty=${direction.id}`}>已经决定设立的在此登记</Link></>}</> : direction.centres.map((c) => <div key={c.id}>{centreLink(c)}，{CENTRE_STATUSES[c.status]}</div>) },
          ...(host && !vacant ? [{ label: host, value: direction.centres.map((c) => <div key={c.id}>{c.host ?? '暂缺'}</div>) }] : []),
          ...(closed.length > 0 ? [{ label: '已撤销的', value: closed.map((c) => <div key={c.id}>{centreLink(c)}</div>) }] : []),
          ...(seesRounds ? [{ label: '轮次', value: direction.rounds.length === 0 ? '没有进行中的轮次' : direction.rounds.map((r) => <div key={r.id}><Link href={`/${jurisdiction}/selections/${r.id}`}>{r.number}</Link>，{ROADS[r.road]}，{stateWord(r.road, r.state)}</div>) }] : []),
        ]}
      />
      {stands && vacant && (
        <Section title={`设立${centreShort}的规则检验`}>
          <ul>
            {[
              ...findings.map((f) => ({ ...f, label: rules.find((r) => `centre.${r.id}` === f.rule)?.label ?? `设立${centreShort}` })),
              ...rules.filter((r) => findings.every((f) => f.rule !== `centre.${r.id}`)).map((r) => ({ rule: `centre.${r.id}`, label: r.label, severity: 'ok' as const, article: r.article, force: r.force, message: '与现有的设置没有不一致' })),
            ].map((finding) => <RuleRow key={`${finding.rule} ${finding.message}`} finding={finding} letter={letter} articleHref={href(finding.article)} words={wordsFor(finding.article)} />)}
          </ul>
        </Section>
      )}
      {stands && mayChange && (
        <Section title="变更规划" aside={direction.rounds.length > 0 ? '轮次办完或者终止后才能变更' : undefined}>
          <div className="acts">
            {OFFERED.map((kind) => <Button key={kind} href={`${path}/change?kind=${kind}&d=${direction.id}`} disabled={direction.rounds.length > 0}>{PLAN_CHANGES[kind]}</Button>)}
          </div>
        </Section>
      )}
      <Section title="沿革">
        {history.length === 0 ? <p className="small">这个方向还没有变动过。</p> : (
          <PlanHistory changes={history} today={desk.today} letter={letter} annexes={profile.instrument.annexes} articleOf={(kind) => articleOfChange(profile, kind)} articleHref={href} directionHref={(id) => `${path}/${id}`} own={direction.id} />
        )}
      </Section>
    </>
  );
}
