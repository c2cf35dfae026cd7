import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormArea, FormText } from '@/components/form/command-form';
import { DefenceOrder } from '@/components/panel/defence-order';
import { EndReview } from '@/components/panel/end-review';
import { AssessorPlace, Conflicts, PanelTable } from '@/components/panel/panel-table';
import { ArticleChip } from '@/components/regulation/article-chip';
import { RoundHead } from '@/components/selection/round-head';
import { Banner } from '@/components/ui/banner';
import { Button, type Reason } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { TITLES } from '@/lib/glossary';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { approveProposalAction, inviteAssessorAction, proposeAssessorAction, recuseMemberAction, refuseProposalAction, setDefenceOrderAction } from '@/lib/panel/actions';
import { loadPanel } from '@/lib/panel/loaders';
import { barredFaults, beginFaults, endFaults, reviewFaults } from '@/lib/panel/readiness';
import { beginScoringAction, endScoringAction } from '@/lib/selection/actions';
import { loadRound } from '@/lib/selection/loaders';
import { panelArticle } from '@/lib/selection/roads';
import { AGGREGATES, fullPoints } from '@/lib/selection/scheme';

type Props = { params: Promise<{ jurisdiction: string; selection: string }>; searchParams: Promise<RawQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: `评审组 ${(await loadRound(jurisdiction, selection)).round.title}` };
}

export default async function PanelPage({ params, searchParams }: Props) {
  const { jurisdiction, selection } = await params;
  const query = queryOf(await searchParams);
  const { desk, round } = await loadRound(jurisdiction, selection);
  const { panel, candidates, may } = await loadPanel(jurisdiction, round, query.q?.trim() || undefined);
  const { named } = panel;
  const { profile } = round.rules;
  const { letter } = profile.jurisdiction;
  const rubric = round.scheme?.panel ?? null;
  const path = `/${jurisdiction}/selections/${round.id}/panel`;
  const article = panelArticle(profile);
  const form = { jurisdiction, letter };
  const accepted = panel.members.filter((m) => m.state === 'accepted');
  const invited = panel.members.filter((m) => m.state === 'invited').length;
  const recused = panel.members.filter((m) => m.state === 'recused').length;
  const eligible = panel.applicants.filter((a) => a.state === 'eligible');
  const open = round.state === 'reviewing' || round.state === 'scoring';
  const { left, none } = reviewFaults(panel.applicants, round.road);
  const reviewing: Reason[] = [left, none].flatMap((text) => (text ? [{ text, href: `/${jurisdiction}/selections/${round.id}/applications` }] : []));
  const recusing = query.recuse && may.recuse && open ? panel.members.find((m) => m.id === query.recuse && (m.state === 'invited' || m.state === 'accepted')) : undefined;
  /** While the panel scores, only places of those who stepped back are filled. */
  const proposed = panel.members.filter((m) => m.state === 'proposed');
  const short = rubric !== null && accepted.length + invited + proposed.length < rubric.size;
  const inviting = may.invite && rubric !== null && (round.state === 'reviewing' || (round.state === 'scoring' && short));
  const able = named?.waiting.filter((a) => a.assessor && a.conflicts.length === 0) ?? [];
  const proposing = named !== null && query.propose ? candidates?.rows.find((c) => c.accountId === query.propose && c.conflicts.length === 0) : undefined;
  const answering = query.answer && may.approve && open ? proposed.find((m) => m.id === query.answer && m.proposedById !== desk.actor.accountId) : undefined;

  if (!rubric) {
    return (
      <>
        <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="panel" />
        <Empty title={round.scheme ? '方案不设评审组' : '工作方案还没有写完'}>{round.scheme ? '申请不经评审组评分，资格审核结束后直接择优。' : '评审组的人数和评分细则写在工作方案里。'}</Empty>
        {round.state === 'reviewing' && round.scheme && may.pass && <EndReview jurisdiction={jurisdiction} round={round} applications={panel.applicants} reviewHref={`/${jurisdiction}/selections/${round.id}/applications`} endHref={`/${jurisdiction}/selections/${round.id}#end`} />}
      </>
    );
  }

  const invite = ({ accountId, name }: { accountId: string; name: string }) => (
    <CommandForm {...form} action={inviteAssessorAction} formKey={newId()} inline className="inline-form" fields={{ selectionId: round.id, accountId }}>
      <SubmitButton variant="quiet" pendingText="邀请" aria-label={`邀请${name}`}>邀请</SubmitButton>
    </CommandForm>
  );
  const begin = [...reviewing, ...beginFaults(rubric.size, accepted).map((text) => ({ text }))];
  const end = [...barredFaults(accepted), ...endFaults(rubric.size, eligible.length, accepted)].map((text) => ({ text }));
  return (
    <>
      <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="panel" actions={<PrintButton />} />
      <Section
        title="评审组"
        aside={<>{[`方案 ${rubric.size} 人`, `已接受 ${accepted.length} 人`, ...(invited ? [`待答复 ${invited} 人`] : []), ...(proposed.length ? [`增补待审定 ${proposed.length} 人`] : []), ...(recused ? [`已回避 ${recused} 人`] : [])].map((text, i, all) => <span key={text} className="nw">{text}{i < all.length - 1 ? '，' : ' '}</span>)}<ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(article)}`} /></>}
      >
        <PanelTable rows={panel.members} owed={round.state === 'reviewing' || !round.publishedAt ? null : eligible.length} recuseHref={open && may.recuse ? (id) => `${path}?recuse=${id}#recuse` : undefined}
          answerHref={may.approve ? (id) => `${path}?answer=${id}#answer` : undefined} />
        <p className="small">{`与任何一家有应当回避情形的，回避整轮评审：横向比较的评分，也评到了它的竞争者。计分取${AGGREGATES[rubric.aggregate]}，满分 ${fullPoints(rubric)} 分。`}</p>
      </Section>

      {recusing && (
        <Section title={`办理${recusing.name}的回避`} id="recuse">
          <CommandForm {...form} action={recuseMemberAction} formKey={newId()} version={recusing.version} fields={{ memberId: recusing.id }} prefix="recuse-" className="form">
            <FormArea name="reason" label="回避理由" required rows={2} defaultValue={recusing.conflicts.map((c) => c.note).join('；') || undefined} hint="评委本人会收到通知，理由记入评审组名单" />
            <div className="acts">
              <ConfirmDialog label="办理回避" title={`${recusing.name}回避本轮评审？`}><p>回避后不能恢复，已提交的评分不计入结果。</p></ConfirmDialog>
              <Link href={path} scroll={false}>取消</Link>
            </div>
          </CommandForm>
        </Section>
      )}

      {query.answer && open && may.approve && !answering && proposed.some((m) => m.id === query.answer) && <Banner severity="note" title="由您提请增补，须由另一人审定" />}
      {answering && (
        <Section title={`审定增补评委${answering.name}`} id="answer" aside={answering.person ? `${answering.person.institution}，${TITLES[answering.person.title]}` : '未列入专家库'}>
          <p>{`${answering.proposedByName ?? ''}提请：${answering.proposalReason ?? ''}`}</p>
          {answering.conflicts.length > 0 && <Banner severity="block" title="应当回避，不能增补">{answering.conflicts.map((c) => c.note).join('；')}</Banner>}
          {answering.conflicts.length === 0 && (
            <CommandForm {...form} action={approveProposalAction} formKey={newId()} version={answering.version} fields={{ memberId: answering.id }} prefix="approve-" className="form">
              <FormArea name="reason" label="审定意见" required rows={2} hint="与提请的理由一并记入评审组名单" />
              <div className="acts"><ConfirmDialog variant="primary" label="同意增补" title={`同意增补${answering.name}？`} confirmLabel="同意"><p>同意后即发出邀请。</p></ConfirmDialog><Link href={path} scroll={false}>取消</Link></div>
            </CommandForm>
          )}
          <details className="folded" open={answering.conflicts.length > 0}>
            <summary>不同意</summary>
            <CommandForm {...form} action={refuseProposalAction} formKey={newId()} version={answering.version} fields={{ memberId: answering.id }} prefix="refuse-" className="form">
              <FormArea name="reason" label="不同意的理由" required rows={2} hint="告知提请人" />
              <div className="acts"><SubmitButton variant="default">不同意增补</SubmitButton></div>
            </CommandForm>
          </details>
        </Section>
      )}

      {inviting && named && named.waiting.length > 0 && (
        <Section title={round.state === 'scoring' ? '补充邀请' : '邀请评委'} aside={`审定的方案列名 ${rubric.assessors.length} 人，尚未邀请 ${named.waiting.length} 人`}>
          <DataTable
            caption="方案列名、尚未邀请的评委"
            rows={named.waiting}
            rowKey={(a) => a.accountId}
            columns={[
              { key: 'name', head: '评委', width: 210, phone: 'primary', cell: (a) => <>{a.name}<br />{a.assessor ? <AssessorPlace person={a.assessor.person} /> : <small className="muted">{a.institution ?? '未列入专家库'}</small>}</> },
              { key: 'conflicts', head: '利害关系', phone: 'full', cell: (a) => (a.assessor ? <Conflicts conflicts={a.conflicts} isKnown={a.assessor.person !== null} /> : <span className="muted">已不是考核专家，或者账号已停用</span>) },
              { key: 'op', head: '', align: 'right', width: 112, phone: 'aside', cell: (a) => (a.assessor && a.conflicts.length === 0 ? invite(a) : <span className="muted">{a.assessor ? '应当回避' : '不能邀请'}</span>) },
            ]}
          />
          {round.state === 'reviewing' && able.length > 1 && (
            <CommandForm {...form} action={inviteAssessorAction} formKey={newId()} fields={{ selectionId: round.id, accountId: 'all' }} prefix="all-">
              <div className="acts"><ConfirmDialog variant="default" label={`全部邀请（${able.length} 人）`} title={`邀请名单中的 ${able.length} 人？`} confirmLabel="邀请"><p>{`${able.map((a) => a.name).join('、')}。每人会收到通知，并看到申请单位的名称，以便声明有无利害关系。`}</p></ConfirmDialog></div>
            </CommandForm>
          )}
        </Section>
      )}
      {inviting && candidates && (named === null || may.propose) && (
        <Section title={named ? '提请增补' : round.state === 'scoring' ? '补充邀请' : '邀请评委'} aside={named ? `方案列名的评委能够担任的还差 ${named.missing} 人` : undefined}>
          {named && <p className="small">方案以外的考核专家，由一人提请、另一人审定后邀请。</p>}
          <FilterBar action={path} resetHref={path} label="查找考核专家">
            <input className="in q" type="search" name="q" defaultValue={query.q} placeholder="姓名" aria-label="姓名" />
          </FilterBar>
          <DataTable
            caption={named ? '可以增补的考核专家' : '可以邀请的考核专家'}
            rows={candidates.rows}
            rowKey={(c) => c.accountId}
            columns={[
              { key: 'name', head: '考核专家', width: 210, phone: 'primary', cell: (c) => <>{c.name}<br /><AssessorPlace person={c.person} /></> },
              { key: 'conflicts', head: '利害关系', phone: 'full', cell: (c) => <Conflicts conflicts={c.conflicts} isKnown={c.person !== null} /> },
              { key: 'op', head: '', align: 'right', width: 112, phone: 'aside', cell: (c) => (
                c.conflicts.length > 0 ? <span className="muted">应当回避</span>
                : named ? <Link className="noprint" href={`${path}?propose=${c.accountId}${query.q ? `&q=${encodeURIComponent(query.q)}` : ''}#propose`} scroll={false} aria-label={`提请增补${c.name}`}>提请增补</Link>
                : invite(c)
              ) },
            ]}
            empty={<Empty title={query.q ? '没有找到这个姓名的考核专家' : '没有其他考核专家'} links={query.q ? [{ href: path, label: '清除查找' }] : []}>考核专家的账号由系统管理员开设。</Empty>}
          />
          {candidates.more && <p className="small">只列出前 {candidates.rows.length} 人，可以用姓名查找</p>}
        </Section>
      )}
      {inviting && proposing && (
        <Section title={`提请增补${proposing.name}`} id="propose">
          <CommandForm {...form} action={proposeAssessorAction} formKey={newId()} fields={{ selectionId: round.id, accountId: proposing.accountId }} prefix="propose-" className="form">
            <FormArea name="reason" label="增补理由" required rows={2} hint="谁回避、谢绝，为什么请这一位" />
            <div className="acts"><SubmitButton>提请增补</SubmitButton><Link href={path} scroll={false}>取消</Link></div>
          </CommandForm>
        </Section>
      )}

      {rubric.defence && round.state !== 'open' && (
        <Section title="答辩顺序">
          <DefenceOrder rows={panel.applicants} defence={panel.defence} number={round.number} />
          {may.order && open && !left && eligible.length > 0 && (round.state === 'reviewing' || panel.members.every((m) => m.submitted === 0)) && (
            <>
              <CommandForm {...form} action={setDefenceOrderAction} formKey={newId()} version={round.version} fields={{ selectionId: round.id, how: 'draw' }}>
                <div className="acts">
                  <ConfirmDialog variant="default" label={panel.defence ? '重新抽签' : '抽签排定'} title={panel.defence ? '重新抽签？' : '抽签排定答辩顺序？'} confirmLabel="抽签">
                    <p>{`由遴选编号和抽签时刻算出顺序，结果和每次重抽都留有记录。${panel.defence ? '现有顺序作废。' : ''}`}</p>
                  </ConfirmDialog>
                </div>
              </CommandForm>
              <details className="more-form">
                <summary>不抽签，直接排定</summary>
                <CommandForm {...form} action={setDefenceOrderAction} formKey={newId()} version={round.version} fields={{ selectionId: round.id, how: 'hand' }} prefix="hand-" className="form">
                  {eligible.map((a) => <FormText key={a.applicationId} name={`place-${a.applicationId}`} label={a.institution} className="short" inputMode="numeric" required defaultValue={a.defenceOrder ? String(a.defenceOrder) : undefined} />)}
                  <FormArea name="reason" label="不抽签的理由" required rows={2} />
                  <div className="acts"><SubmitButton variant="default">排定顺序</SubmitButton></div>
                </CommandForm>
              </details>
            </>
          )}
        </Section>
      )}

      {may.pass && round.state === 'reviewing' && (
        <Section title="开始评审">
          {begin.length > 0
            ? <Button variant="primary" reasons={begin}>开始评审</Button>
            : (
              <CommandForm {...form} action={beginScoringAction} formKey={newId()} version={round.version} fields={{ selectionId: round.id }}>
                <div className="acts">
                  <ConfirmDialog variant="primary" label="开始评审" title={`开始评审 ${eligible.length} 份申请？`}>
                    <p>{`${accepted.length} 位评委将看到申请书和材料，各自独立评分。开始后资格审核意见不能再改动${rubric.defence && !panel.defence ? '；答辩顺序尚未排定' : ''}。`}</p>
                  </ConfirmDialog>
                </div>
              </CommandForm>
            )}
        </Section>
      )}
      {may.pass && round.state === 'scoring' && (
        <Section title="结束评审">
          {end.length > 0
            ? <Button variant="primary" reasons={end}>结束评审</Button>
            : (
              <CommandForm {...form} action={endScoringAction} formKey={newId()} version={round.version} fields={{ selectionId: round.id }}>
                <div className="acts"><ConfirmDialog variant="primary" label="结束评审" title="结束评审，公开评分对比？"><p>评分全部提交。结束后主管部门可以看到各评委的评分和理由，评委名单不能再变。</p></ConfirmDialog></div>
              </CommandForm>
            )}
        </Section>
      )}
    </>
  );
}
