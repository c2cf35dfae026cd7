import type { Metadata } from 'next';
import Link from 'next/link';
import { CallActs } from '@/components/selection/call-acts';
import { CallText, Lines } from '@/components/selection/call-view';
import { RoundHead } from '@/components/selection/round-head';
import { RubricView } from '@/components/selection/scheme-view';
import { Banner } from '@/components/ui/banner';
import { DayRange } from '@/components/ui/day';
import { KeyValue } from '@/components/ui/key-value';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { Timeline } from '@/components/ui/timeline';
import { ACT_LABELS } from '@/lib/audit/labels';
import { ROAD_WORDS } from '@/lib/glossary';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import { formatInstant } from '@/lib/kernel/instant';
import { bodyLabel } from '@/lib/regulation/profile';
import type { Body } from '@/lib/glossary';
import { loadRound, loadRoundHistory } from '@/lib/selection/loaders';

type Props = { params: Promise<{ jurisdiction: string; selection: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: (await loadRound(jurisdiction, selection)).round.title };
}

export default async function RoundPage({ params }: Props) {
  const { jurisdiction, selection } = await params;
  const { desk, round } = await loadRound(jurisdiction, selection);
  const history = await loadRoundHistory(jurisdiction, selection);
  const { profile } = round.rules;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const articleHref = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const { host } = profile.vocabulary;
  const calls = round.road !== 'designation';
  const by = (name: string | null, at: Date | null) => (name && at ? <>{name}，<span className="nw">{formatInstant(at)}</span></> : null);
  const recommends = round.road === 'recommendation';
  const words = ROAD_WORDS[round.road];
  const isPublic = calls && round.publishedAt !== null;
  const publisher = history.find((e) => e.act === 'selection.publish');
  return (
    <>
      <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="" actions={<>{isPublic && <Link className="btn noprint" href={`/calls/${jurisdiction}/${round.id}`}>公告页面</Link>}<PrintButton /></>} />
      <div className="cols">
        <div>
          {round.state === 'cancelled' && <Banner severity="note" title="已终止">{round.cancelReason}</Banner>}
          {round.state === 'draft' && round.returnReason && <Banner severity="warn" title="已退回修改">{round.returnReason}</Banner>}
          {round.state === 'reviewing' && round.applications === 0 && <Banner severity="warn" title={`没有收到${words.entry}`}>{words.answer}已经截止，没有可以审核的{words.entry}。终止后可以另行发起。</Banner>}
          <Section title="基本情况">
            <KeyValue
              wide lined
              items={[
                ...(recommends ? [{ label: '推荐到', value: round.body ? bodyLabel(profile, round.body as Body) : null }] : []),
                ...(round.centre ? [{ label: profile.vocabulary.centreShort, value: <Link href={`/${jurisdiction}/centres/${round.centreId}`}>{round.centre.name}</Link> }] : []),
                ...(round.replaces && host ? [{ label: round.replaces.endedOn ? `原${host}` : `现${host}`, value: <>{round.replaces.institution.name}{round.replaces.dueToEndOn && <>，<DayRange from={round.replaces.startsOn} to={round.replaces.endedOn ?? round.replaces.dueToEndOn} /></>}</> }] : []),
                ...(round.ground ? [{ label: '理由', value: round.ground }] : []),
                ...(calls ? [
                  { label: `${words.answer}时间`, value: round.opensOn && round.closesOn ? <DayRange from={round.opensOn} to={round.closesOn} /> : round.closesOn ? `${formatDate(round.closesOn)}截止` : null },
                  { label: `收到${words.entry}`, value: round.publishedAt ? `${round.applications}份` : '公告尚未发布' },
                  { label: '联系方式', value: round.contact ? <Lines text={round.contact} /> : null },
                ] : []),
                { label: '适用规则', value: `${profile.instrument.title}，修订 ${round.rules.revision}${round.profileVersionId ? '，不随以后的修订改变' : ''}` },
              ]}
            />
          </Section>
          {calls && (
            <>
              <Section title={`${words.answer}条件`}><CallText profile={profile} text={round.conditions} articleHref={articleHref} wordsFor={wordsFor} /></Section>
              <Section title={`${words.answer}材料`}><CallText profile={profile} text={round.materials} articleHref={articleHref} wordsFor={wordsFor} /></Section>
              <Section title="工作方案">
                <KeyValue
                  wide
                  items={[
                    { label: '起草', value: by(round.schemeByName, round.schemeAt) },
                    ...(round.schemeApprovedAt ? [{ label: '审定', value: by(round.schemeApprovedByName, round.schemeApprovedAt) }] : []),
                    ...(round.publishedAt ? [{ label: '发布', value: <>{publisher?.accountName && `${publisher.accountName}，`}<span className="nw">{formatInstant(round.publishedAt)}</span></> }] : []),
                    ...(round.schemeSha256 ? [{ label: '方案摘要', value: <span className="small">{round.schemeSha256.slice(0, 16)}，发布时封存</span> }] : []),
                    ...(round.scheme ? [{ label: '流程', value: <Lines text={round.scheme.procedure} /> }] : []),
                    ...(round.scheme && !round.scheme.panel && round.road === 'selection' ? [{ label: '评审', value: '不设评审组，资格审核后直接比较、择优' }] : []),
                  ]}
                />
                {round.scheme?.panel ? <RubricView rubric={round.scheme.panel} /> : !round.scheme && <p className="muted">方案还不完整，见“下一步”所列。</p>}
              </Section>
            </>
          )}
          <Section title="经过">
            <Timeline today={desk.today} items={history.map((e) => ({ on: dateInChina(e.at), title: words.acts[e.act] ?? ACT_LABELS[e.act] ?? e.act, ...(e.reason ? { text: `理由：${e.reason}` } : {}), by: <>{e.accountName && `${e.accountName}，`}{formatInstant(e.at)}</> }))} />
          </Section>
        </div>
        <CallActs jurisdiction={jurisdiction} desk={desk} round={round} />
      </div>
    </>
  );
}
