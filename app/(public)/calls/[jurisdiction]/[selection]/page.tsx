import type { Metadata } from 'next';
import Link from 'next/link';
import { PublicFrame } from '@/components/regulation/public-frame';
import { ArticleChip } from '@/components/regulation/article-chip';
import { callStanding } from '@/components/selection/call-table';
import { CallText, Lines } from '@/components/selection/call-view';
import { RubricView } from '@/components/selection/scheme-view';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Day, DayRange } from '@/components/ui/day';
import { KeyValue } from '@/components/ui/key-value';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { Tag } from '@/components/ui/tag';
import { CENTRE_CLASSES, ROAD_WORDS } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import { wordsOf } from '@/lib/regulation/full-text';
import { bodyLabel } from '@/lib/regulation/profile';
import { loadCall } from '@/lib/selection/loaders';
import { articleOf, hasStage, purposeWord } from '@/lib/selection/roads';
import { ROADS } from '@/lib/selection/states';

type Props = { params: Promise<{ jurisdiction: string; selection: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: (await loadCall(jurisdiction, selection)).call.title };
}

export default async function CallPage({ params }: Props) {
  const { jurisdiction, selection } = await params;
  const { tenant, today, text, call, rules } = await loadCall(jurisdiction, selection);
  const { profile } = rules;
  const { letter, authority } = profile.jurisdiction;
  const { centreShort, host } = profile.vocabulary;
  const recommends = call.road === 'recommendation';
  const words = ROAD_WORDS[call.road];
  const standing = callStanding(call, today);
  const isOpen = call.state === 'open' && call.closesOn >= today;
  const published = dateInChina(call.publishedAt);
  const articleHref = (article: string) => `/rules/${tenant.id}#${encodeURIComponent(article)}`;
  const wordsFor = (article: string) => wordsOf(text?.articles ?? [], article)?.text;
  const chip = (article: string) => <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={articleHref(article)} words={wordsFor(article)} />;
  const stage = hasStage(profile, 'call') ? articleOf(profile, 'call', call.body) : null;
  const from = <><span className="nw">发布 {formatDate(published)}</span> <span className="nw">编号 {call.number}</span></>;
  return (
    <PublicFrame at="calls" profile={profile}>
      <Breadcrumb prefix="当前位置：" items={[{ label: '公告', href: '/calls' }, { label: tenant.name, href: `/calls/${tenant.id}` }, { label: '公告' }]} />
      <div className="cols">
        <article>
          <h1>{call.title} <Tag tone={standing.tone}>{standing.word}</Tag></h1>
          <p className="sub call-meta">{from} <span className="nw">来源 {authority}</span></p>
          {call.state === 'cancelled' && <p className="doc-text">本次{ROADS[call.road]}已经终止。</p>}
          <KeyValue
            wide lined className="call-facts"
            items={[
              { label: '专业方向', value: `${call.specialty.field ? `${call.specialty.field} · ` : ''}${call.specialty.direction}（${CENTRE_CLASSES[call.specialty.class]}）` },
              { label: centreShort, value: `${purposeWord(profile, call.purpose)}${call.centre ? `：${call.centre.name}` : ''}` },
              ...(recommends && call.body ? [{ label: '推荐到', value: bodyLabel(profile, call.body) }] : []),
              { label: `${words.answer}时间`, value: <><DayRange from={call.opensOn} to={call.closesOn} />，<span className="nw">末日24时截止</span></> },
              ...(stage ? [{ label: '依据', value: <>《{profile.instrument.title}》 {chip(stage)}</> }] : [{ label: '依据', value: `《${profile.instrument.title}》` }]),
            ]}
          />
          <Section title={`${words.answer}条件`}><CallText profile={profile} text={call.conditions} articleHref={articleHref} wordsFor={wordsFor} /></Section>
          <Section title={`${words.answer}材料`}><CallText profile={profile} text={call.materials} articleHref={articleHref} wordsFor={wordsFor} /></Section>
          {call.scheme && (
            <Section title="办理流程">
              <p className="doc-text"><Lines text={call.scheme.procedure} /></p>
            </Section>
          )}
          {call.scheme?.panel && <Section title="评分细则"><RubricView rubric={call.scheme.panel} /></Section>}
          <div className="sign-off">
            <p>{authority}</p>
            <p><Day on={published} /></p>
          </div>
        </article>
        <aside className="rail">
          <h3>{`如何${words.answer}`}</h3>
          {isOpen ? (
            <>
              <p>由{words.applicant}的联系人登录后在线填写、提交，截止前可以修改和撤回。</p>
              <p className="noprint"><Link className="btn primary wide" href={`/login?callbackUrl=${encodeURIComponent(`/${tenant.id}/applications`)}`}>登录{words.answer}</Link></p>
              <p className="small">还没有账号的单位，请与下列部门联系。</p>
            </>
          ) : (
            <p>{call.state === 'cancelled' ? '已经终止，不再受理。' : `已于${formatDate(call.closesOn)}截止，不再受理。`}</p>
          )}
          <h3>联系方式</h3>
          <p><Lines text={call.contact} /></p>
          {call.schemeSha256 && (
            <>
              <h3>工作方案</h3>
              <p className="small">
                {call.schemeApprovedAt && <span className="ln">{formatDate(dateInChina(call.schemeApprovedAt))}审定{hasStage(profile, 'scheme') && <> {chip(articleOf(profile, 'scheme'))}</>}</span>}
                <span className="ln">发布后不再修改，摘要 {call.schemeSha256.slice(0, 16)}</span>
              </p>
            </>
          )}
          <p className="noprint"><PrintButton label={host ? '打印公告' : '打印'} /></p>
        </aside>
      </div>
    </PublicFrame>
  );
}
