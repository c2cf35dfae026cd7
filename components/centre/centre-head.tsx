import type { ReactNode } from 'react';
import { PageHead } from '@/components/ui/page-head';
import { Tabs } from '@/components/ui/tabs';
import { Tag } from '@/components/ui/tag';
import { CENTRE_CLASSES } from '@/lib/glossary';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import type { LoadedCentre } from '@/lib/centre/loaders';
import { rosterOn } from '@/lib/committee/history';
import { mayEver } from '@/lib/identity/capabilities';
import { formatDate } from '@/lib/kernel/chinese';

export type CentreTab = 'overview' | 'committee' | 'years' | 'decisions';

/** The head of a centre's file with its tabs. */
export function CentreHead({ file, tab, actions }: { file: LoadedCentre; tab: CentreTab; actions?: ReactNode }) {
  const { centre, desk, committees } = file;
  const path = `/${desk.tenant.id}/centres/${centre.id}`;
  const { profile } = desk.rules;
  const roles = desk.actor.roles.map((r) => r.role);
  const members = committees.filter((c) => c.endedOn === null).reduce((n, c) => n + rosterOn(c.seats, desk.today).length, 0);
  const specialty = centre.specialty.field ? `${centre.specialty.field} · ${centre.specialty.direction}` : centre.specialty.direction;
  return (
    <>
      <PageHead
        crumb={[{ label: profile.vocabulary.centreShort, href: `/${desk.tenant.id}/centres` }, { label: CENTRE_CLASSES[centre.class] }, { label: centre.name }]}
        title={centre.name}
        tag={<><Tag tone={centre.status === 'operating' ? 'ok' : centre.status === 'rectifying' || centre.status === 'reselecting' ? 'warn' : 'block'}>{CENTRE_STATUSES[centre.status]}</Tag>{file.decisions.some((d) => d.state === 'pending') && <> <Tag tone="warn">待裁定</Tag></>}</>}
        sub={`编号 ${centre.code}；${specialty}${centre.specialty.number ? `（规划第 ${centre.specialty.number} 项）` : ''}；${formatDate(centre.openedOn)}设立`}
        actions={actions}
      />
      <Tabs
        label={`${profile.vocabulary.centreShort}档案`}
        items={[
          { href: path, label: '概况', current: tab === 'overview' },
          ...(mayEver('roster.read', roles) ? [{ href: `${path}/committee`, label: profile.structure.bodies.length > 1 && !profile.structure.host ? '人员' : (profile.vocabulary.bodies[profile.structure.bodies[0]!.body] ?? '人员'), count: members, current: tab === 'committee' }] : []),
          ...(profile.grades ? [{ href: `${path}/years`, label: '年度考核', current: tab === 'years' }] : []),
          ...(profile.cycle && mayEver('decision.read', roles) ? [{ href: `${path}/decisions`, label: '裁定', current: tab === 'decisions' }] : []),
        ]}
      />
    </>
  );
}
