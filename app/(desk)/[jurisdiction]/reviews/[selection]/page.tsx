import type { Metadata } from 'next';
import { CommandForm, DraftDialog, FormArea } from '@/components/form/command-form';
import { Declarations } from '@/components/panel/declarations';
import { DefenceRecord } from '@/components/panel/defence-order';
import { PanelStateTag } from '@/components/panel/panel-table';
import { RubricTable } from '@/components/panel/rubric-table';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { acceptInvitationAction, declineInvitationAction, withdrawFromPanelAction } from '@/lib/panel/actions';
import { loadReview } from '@/lib/panel/loaders';
import { SCORE_STATES } from '@/lib/panel/states';
import { fullPoints } from '@/lib/selection/scheme';
import { SELECTION_STATES } from '@/lib/selection/states';

type Props = { params: Promise<{ jurisdiction: string; selection: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: `评审 ${(await loadReview(jurisdiction, selection)).review.round.title}` };
}

export default async function ReviewPage({ params }: Props) {
  const { jurisdiction, selection } = await params;
  const { review: { member, round, conflicts, asked, eligible, reads, defence } } = await loadReview(jurisdiction, selection);
  const { rubric } = round;
  const beforeChoice = round.state === 'reviewing' || round.state === 'scoring';
  const form = { jurisdiction, version: member.version, fields: { memberId: member.id } };
  const left = eligible.filter((e) => e.sheet?.state !== 'submitted').length;
  return (
    <>
      <PageHead
        crumb={[{ label: '评审', href: `/${jurisdiction}/reviews` }, { label: round.number }]}
        title={round.title} tag={<PanelStateTag state={member.state} />} sub={`${round.number}；${SELECTION_STATES[round.state]}`}
      />
      {member.state === 'recused' && <Banner severity="note" title={`已回避：${member.recusedReason ?? ''}`}>{`${member.recusedByName === member.name ? '自行回避' : `${member.recusedByName ?? ''}办理`}，${member.recusedAt ? formatInstant(member.recusedAt) : ''}；不再参与本轮评审，已提交的评分不计入结果`}</Banner>}
      {member.state === 'declined' && <Banner severity="note" title="已谢绝邀请" />}
      {member.state === 'invited' && asked.length === 0 && <Banner severity="note" title={beforeChoice ? '本轮没有提交的申请' : '评审已经结束或者终止，不需要再答复'} />}
      {member.state === 'accepted' && round.state === 'reviewing' && <Banner severity="note" title="等待评审开始">资格审核结束后开始评审，届时可以看到申请书和材料，并在这里评分</Banner>}
      {member.state === 'accepted' && round.state === 'scoring' && conflicts.length === 0 && left > 0 && <Banner severity="warn" title={`还有 ${left} 份评分表没有提交`}>其他评委的评分在评审结束以前任何人都看不到</Banner>}
      {member.state === 'accepted' && round.state === 'scoring' && conflicts.length === 0 && left === 0 && <Banner severity="ok" title="评分表已全部提交" />}
      {member.state === 'accepted' && conflicts.length > 0 && <Banner severity="block" title="有应当回避的情形，不能再评分" aside={<a href="#withdraw">去办理回避</a>}>{conflicts.map((c) => c.note).join('；')}</Banner>}
      {member.state === 'accepted' && !reads && eligible.length > 0 && <Banner severity="note" title="本轮已经结束">申请书和材料不再可以查看，只保留您本人的评分表</Banner>}
      {asked.length > 0 && conflicts.length > 0 && <Banner severity="block" title="有应当回避的情形，不能接受邀请">{`${conflicts.map((c) => c.note).join('；')}。请在下面自行回避`}</Banner>}

      {eligible.length > 0 && (
        <Section title="评分" aside={rubric ? `满分 ${fullPoints(rubric)} 分` : undefined}>
          <DataTable
            caption={reads ? '需要评分的申请' : '本人的评分表'}
            rows={eligible}
            rowKey={(e) => e.applicationId}
            rowHref={(e) => `/${jurisdiction}/reviews/${round.id}/${e.applicationId}`}
            columns={[
              { key: 'institution', head: '申请单位', phone: 'primary', cell: (e) => e.institution },
              { key: 'head', head: '拟任负责人', width: 150, cell: (e) => e.head ?? <span className="muted">未填写</span> },
              { key: 'receipt', head: '回执编号', width: 150, cell: (e) => <span className="nw">{e.receipt}</span> },
              ...(rubric?.defence ? [{ key: 'place', head: '答辩顺序', align: 'right' as const, width: 96, cell: (e: (typeof eligible)[number]) => e.defenceOrder ?? <span className="muted">未排定</span> }] : []),
              { key: 'total', head: '本人评分', align: 'right', width: 110, cell: (e) => (e.sheet?.total === undefined || e.sheet.total === null ? '' : `${e.sheet.total} 分`) },
              { key: 'state', head: '状态', align: 'right', width: 96, phone: 'aside', cell: (e) => (e.sheet ? <Tag tone={e.sheet.state === 'submitted' ? 'ok' : 'warn'}>{e.sheet.state === 'draft' ? '已保存' : SCORE_STATES[e.sheet.state]}</Tag> : <Tag>未评分</Tag>) },
            ]}
          />
          {defence && <DefenceRecord defence={defence} number={round.number} />}
        </Section>
      )}

      {asked.length > 0 && (
        <Section title="声明" aside={`${asked.length} 家申请单位`}>
          <CommandForm {...form} action={acceptInvitationAction} draft={withdrawFromPanelAction} formKey={newId()} className="form wide">
            <p className="small">与任何一家有利害关系的，或者曾在其任职的，应当回避整轮评审。利害关系包括亲属、共同承担课题、经济往来和其他可能影响公正的关系。</p>
            <Declarations applicants={asked} />
            <FormArea name="reason" label="回避理由" rows={2} hint="自行回避时填写；上面已经声明的可以不填" />
            <div className="acts">
              {conflicts.length > 0
                ? <Button variant="primary" disabled>接受邀请</Button>
                : <ConfirmDialog variant="primary" label="接受邀请" title="接受邀请，担任本轮评委？" confirmLabel="接受"><p>以上声明记入评审组名单。</p></ConfirmDialog>}
              <DraftDialog variant={conflicts.length > 0 ? 'primary' : 'default'} label="自行回避" title="回避本轮评审？" confirmLabel="回避"><p>以上声明和理由记入评审组名单，回避后不能恢复。</p></DraftDialog>
            </div>
          </CommandForm>
        </Section>
      )}
      {asked.length > 0 && (
        <Section title="谢绝">
          <CommandForm {...form} action={declineInvitationAction} formKey={newId()} prefix="decline-" className="form">
            <FormArea name="reason" label="谢绝理由" required rows={2} hint="没有利害关系，只是不能参加的，谢绝即可" />
            <div className="acts"><SubmitButton variant="default">谢绝邀请</SubmitButton></div>
          </CommandForm>
        </Section>
      )}

      {rubric && beforeChoice && eligible.length === 0 && (member.state === 'invited' || member.state === 'accepted') && <Section title="评分细则" aside={`满分 ${fullPoints(rubric)} 分`}><RubricTable items={rubric.items} /></Section>}
      {member.state === 'accepted' && beforeChoice && (
        <Section title="自行回避" id="withdraw">
          <CommandForm {...form} action={withdrawFromPanelAction} formKey={newId()} prefix="withdraw-" className="form">
            <FormArea name="reason" label="回避理由" required rows={2} hint="接受以后才发现有利害关系的，写明与哪一家、是什么关系" />
            <div className="acts"><ConfirmDialog label="自行回避" title="回避本轮评审？" confirmLabel="回避"><p>回避后不能恢复，已提交的评分不计入结果。</p></ConfirmDialog></div>
          </CommandForm>
        </Section>
      )}
      {eligible.length === 0 && asked.length === 0 && member.state === 'accepted' && !beforeChoice && <Empty title="本轮已经结束" />}
    </>
  );
}
