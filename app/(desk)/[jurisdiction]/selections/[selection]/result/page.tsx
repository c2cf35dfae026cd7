import type { Metadata } from 'next';
import { ChoiceForm } from '@/components/selection/choice-form';
import { ChoiceView, linesOf } from '@/components/selection/choice-view';
import { DecisionSection } from '@/components/selection/decision-section';
import { Release } from '@/components/selection/result-release';
import { RoundNotice } from '@/components/selection/result-notice';
import { RoundHead } from '@/components/selection/round-head';
import { Banner } from '@/components/ui/banner';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { loadResult } from '@/lib/notice/loaders';
import { ROAD_WORDS } from '@/lib/glossary';
import { loadRound, loadRoundDecision } from '@/lib/selection/loaders';
import { resultWord } from '@/lib/selection/roads';
import { stateWord } from '@/lib/selection/states';

interface Props {
  params: Promise<{ jurisdiction: string; selection: string }>;
  searchParams: Promise<RawQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  const { round } = await loadRound(jurisdiction, selection);
  return { title: `${resultWord(round.rules.profile)} ${round.number}` };
}

export default async function ResultPage({ params, searchParams }: Props) {
  const { jurisdiction, selection } = await params;
  const query = queryOf(await searchParams);
  const { desk, round } = await loadRound(jurisdiction, selection);
  const result = await loadResult(desk, round, query);
  const { profile } = round.rules;
  const { choosing, result: what } = ROAD_WORDS[round.road];
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const articleHref = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const common = { jurisdiction, round, articleHref, wordsFor };
  const isChosen = ['chosen', 'notice', 'decided', 'established'].includes(round.state);
  const isEarly = !isChosen && !result.isChoosing && round.state !== 'cancelled';
  const isBarred = round.state === 'notice' && (await loadRoundDecision(desk, round)).foreseen?.isBarred === true;
  return (
    <>
      <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="result" />
      {round.state === 'cancelled' && <Banner severity="note" title="这一轮已终止">{round.cancelReason}</Banner>}
      {result.isChoosing && round.returnReason && round.choice && <Banner severity="warn" title="上次提出的结果未采用，须重新提出">{round.returnReason}</Banner>}
      {isEarly && (
        <Section title="结果">
          <Empty title={`现为“${stateWord(round.road, round.state)}”，还没有结果`} links={[{ href: `/${jurisdiction}/selections/${round.id}`, label: '查看概况' }]}>
            {profile.notice ? `${choosing}、复核以后发布公示；公示开始以前，结果只有主管部门可以看到。` : `${choosing}以后由另一名经办人决定；决定以前，结果只有主管部门可以看到。`}
          </Empty>
        </Section>
      )}
      {result.isChoosing && (result.may.choose
        ? <ChoiceForm {...common} result={result} query={query} />
        : <Section title="结果"><Empty title={`等待医政处提出${what}`}>提出和复核由医政处办理。</Empty></Section>)}
      {isChosen && <ChoiceView round={round} result={result} articleHref={articleHref} />}
      {round.state === 'chosen' && <Release {...common} lines={linesOf(round, result)} today={desk.today} own={result.own} may={result.may} />}
      {/* While a notice runs it comes first, with what holds the decision; afterwards the decision does. */}
      {round.state !== 'notice' && <DecisionSection {...common} desk={desk} />}
      {result.notices.map((notice) => <RoundNotice key={notice.id} jurisdiction={jurisdiction} round={round} result={result} notice={notice} today={desk.today} isBarred={isBarred} />)}
      {round.state === 'notice' && <DecisionSection {...common} desk={desk} />}
    </>
  );
}
