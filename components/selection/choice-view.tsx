import { ArticleChip } from '@/components/regulation/article-chip';
import { Severity } from '@/components/regulation/severity';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import { HOSPITAL_LEVELS, TITLES, type HospitalLevel, type Title } from '@/lib/glossary';
import { formatInstant } from '@/lib/kernel/instant';
import type { LoadedResult } from '@/lib/notice/loaders';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';
import type { LoadedRound } from '@/lib/selection/loaders';
import { designationArticle } from '@/lib/selection/roads';
import type { Body } from '@/lib/glossary';

/** One line of the list that is put forward. */
export interface ListLine {
  id: string;
  label: string;
}

/** The list of a choice in words, in its order. */
export function linesOf(round: LoadedRound, { people, chosen }: LoadedResult): ListLine[] {
  const { choice } = round;
  const { profile } = round.rules;
  if (!choice) return [];
  const personOf = (id: string) => people.find((p) => p.id === id);
  if (choice.kind === 'members') {
    return choice.members.map((m) => {
      const p = personOf(m.personId);
      return { id: m.personId, label: `${p?.name ?? '未知人选'}，${p?.institution.name ?? ''}，${postLabel(profile, m.post)}` };
    });
  }
  const head = choice.headPersonId ? personOf(choice.headPersonId) : null;
  return [{ id: choice.institutionId, label: `${chosen?.name ?? ''}${head ? `，负责人${head.name}` : ''}` }];
}

/** What was put forward, by whom and why; for the commission only. */
export function ChoiceView({ round, result, articleHref }: { round: LoadedRound; result: LoadedResult; articleHref: (article: string) => string }) {
  const { choice } = round;
  const { profile } = round.rules;
  if (!choice) return null;
  const host = profile.vocabulary.host ?? '承担单位';
  const by = round.chosenByName && round.chosenAt ? `${round.chosenByName}，${formatInstant(round.chosenAt)}` : round.chosenByName;
  // The release puts the notice up.
  const released = round.releasedByName ? [{ label: '复核', value: round.notice ? `${round.releasedByName}，${formatInstant(round.notice.publishedAt)}` : round.releasedByName }] : [];
  if (choice.kind === 'members') {
    return (
      <Section title={`拟定成员 ${choice.members.length} 人`} aside={bodyLabel(profile, choice.body as Body)}>
        <ul className="plain-list">{linesOf(round, result).map((l) => <li key={l.id}>{l.label}</li>)}</ul>
        <KeyValue wide items={[{ label: '理由', value: <span className="pre">{choice.reason}</span> }, { label: '提出', value: by }, ...released]} />
      </Section>
    );
  }
  const head = choice.headPersonId ? result.people.find((p) => p.id === choice.headPersonId) : null;
  const level = result.chosen && result.chosen.level !== 'none' ? `（${HOSPITAL_LEVELS[result.chosen.level as HospitalLevel]}）` : '';
  return (
    <Section title={round.road === 'designation' ? '拟指定结果' : '拟定结果'}>
      <KeyValue
        wide lined
        items={[
          { label: `拟${round.road === 'designation' ? '指定' : '定'}${host}`, value: <b>{result.chosen?.name}{level}</b> },
          ...(head ? [{ label: '拟任负责人', value: `${head.name}（${TITLES[head.title as Title]}），${head.institution.name}` }] : []),
          { label: round.road === 'designation' ? '指定的理由' : '择优理由', value: <span className="pre">{choice.reason}</span> },
          ...(choice.judged ? [{ label: '由人认定', value: <><ul className="plain-list">{choice.judged.map((c) => <li key={c.rule}>{c.label} <ArticleChip letter={profile.jurisdiction.letter} article={c.article} annexes={profile.instrument.annexes} href={articleHref(c.article)} /></li>)}</ul><span className="pre">{choice.judgement}</span></> }] : []),
          ...(choice.departs ? [{ label: '原则上不符合', value: <ul className="plain-list">{choice.departs.map((d) => <li key={d.rule}><Severity severity="warn">{d.message}</Severity> <ArticleChip letter={profile.jurisdiction.letter} article={d.article} annexes={profile.instrument.annexes} href={articleHref(d.article)} /></li>)}</ul> }] : []),
          ...(choice.rankReason ? [{ label: '未按名次或有否决意见的理由', value: <span className="pre">{choice.rankReason}</span> }] : []),
          ...(choice.headReason ? [{ label: '另定负责人的理由', value: <span className="pre">{choice.headReason}</span> }] : []),
          ...(choice.noticeWaived ? [{ label: '不公示的理由', value: <><Severity severity="warn">不公示</Severity> <ArticleChip letter={profile.jurisdiction.letter} article={designationArticle(profile, round.purpose)} annexes={profile.instrument.annexes} href={articleHref(designationArticle(profile, round.purpose))} /><br /><span className="pre">{choice.noticeWaived}</span></> }] : []),
          { label: '提出', value: by },
          ...released,
        ]}
      />
    </Section>
  );
}
