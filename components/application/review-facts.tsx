import type { ReactNode } from 'react';
import { DataTable } from '@/components/ui/data-table';
import type { CheckFacts } from '@/lib/application/check';
import type { Condition } from '@/lib/application/conditions';
import type { Registration } from '@/lib/application/data';
import { CENTRE_CLASSES, EMPLOYMENTS, EVENT_KINDS, HOSPITAL_LEVELS, INSTITUTION_KINDS, RESOURCES, SANCTION_GROUNDS, TITLES } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import { bodyLabel, postLabel, type Profile } from '@/lib/regulation/profile';
import type { TestedRule } from '@/components/regulation/decision-card';

/** Where facts come from: registers of the platform, or what the applicant says. */
const SOURCES = {
  institution: '医疗机构登记', stated: '申请单位陈述', proposed: '申请单位推荐', call: '公告', events: '事件登记', sanctions: '处理登记', hosting: '挂靠记录', person: '人员登记', terms: '任职记录', material: '申请材料',
} as const;
type Source = keyof typeof SOURCES;

/** Rule kinds by what they look at; of the others those about a person look at the register of people, those about an institution at what it states. */
const LOOKS_AT: Readonly<Record<string, readonly Source[]>> = { 'host.level': ['institution'], 'host.clean-record': ['events'], 'committee.term-limit': ['terms'], 'committee.employer-consent': ['proposed'] };

export interface Evidence {
  hrefs?: Partial<Record<Source, string>>;
  /** Who said or registered it. */
  notes: Partial<Record<Source, string>>;
}

/** Who answers for what the applicant says, and for the person whom he names. */
export function notesOf({ institution, by, registered }: { institution: string; by?: string | null; registered: Registration }): Evidence['notes'] {
  const said = by ? `${institution}，${by}` : institution;
  return {
    stated: said, proposed: said,
    ...(registered ? { person: `${registered.accountName}${registered.role === 'host-contact' ? '（申请单位）' : ''}，${formatDate(dateInChina(registered.at))}登记` } : {}),
  };
}

/** The records in which the facts of a condition stand, and who answers for them. */
export function evidenceOf(profile: Profile, { hrefs = {}, notes }: Evidence): (condition: Condition) => NonNullable<TestedRule['evidence']> {
  const show = (source: Source) => ({ label: SOURCES[source], ...(hrefs[source] ? { href: hrefs[source] } : {}), ...(notes[source] ? { note: notes[source] } : {}) });
  return ({ id, about }) => {
    if (about === 'sanction') return [show('sanctions')];
    if (about === 'finding') return [show('material')];
    const rule = profile.rules.find((r) => `${r.kind.split('.')[0]}.${r.id}` === id);
    const sources = LOOKS_AT[rule?.kind ?? ''] ?? [about === 'person' ? 'person' : 'stated'];
    // A level may hang on strength in the specialty, which no register knows.
    const more: readonly Source[] = rule?.kind === 'host.level' && (rule.anyOf as { outstanding?: true }[]).some((o) => o.outstanding) ? ['stated'] : [];
    return [...sources, ...more].map(show);
  };
}

interface FactRow {
  label: string;
  value: ReactNode;
  source: Source;
}

const yes = (value: boolean | undefined) => (value === undefined ? <span className="muted">没有填写</span> : value ? '是' : '否');
const list = (items: readonly string[], none: string) => (items.length === 0 ? none : <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>);

function rowsOf({ host, person, headFillsOwnPlace, on }: CheckFacts, profile: Profile): FactRow[] {
  const rows: FactRow[] = [];
  const add = (source: Source, label: string, value: ReactNode) => rows.push({ source, label, value });
  const late = (day: string) => (day > on ? '，在提交申请之后' : '');
  if (host) {
    const { institution, centre, resources, events, sanctions, proposedHead } = host;
    add('call', '申请的中心', `${CENTRE_CLASSES[centre.class]} · ${centre.direction}，${centre.newlyEstablished ? '新设' : '更换'}`);
    add('institution', '单位等级和类别', [institution.level && HOSPITAL_LEVELS[institution.level], institution.kind && INSTITUTION_KINDS[institution.kind]].filter(Boolean).join('，'));
    if (institution.outstandingInSpecialty !== undefined) add('stated', '本专业实力突出', yes(institution.outstandingInSpecialty));
    for (const [key, label] of Object.entries(RESOURCES)) add('stated', `${label}已落实`, yes(resources[key as keyof typeof RESOURCES]));
    add('events', '事件', list(events.map((e) => `${formatDate(e.on)}，${EVENT_KINDS[e.kind]}（${e.sameSpecialty ? '本专业' : '本专业以外'}）${late(e.on)}`), '没有登记的事件'));
    add('sanctions', '所受处理', list(sanctions.map((s) => `${formatDate(s.decidedOn)}，${SANCTION_GROUNDS[s.ground]}（${CENTRE_CLASSES[s.class]} · ${s.direction}）${late(s.decidedOn)}`), '没有登记的处理'));
    if (host.roundReplacesSanctioned) add('hosting', '本轮填补的空缺', '正是本单位因受处理而空出的');
    if (proposedHead?.removedOn) add('sanctions', '人选原任中心', `${formatDate(proposedHead.removedOn)}受处理（${proposedHead.direction ?? ''}）${headFillsOwnPlace ? '，正是本轮填补的空缺' : ''}`);
  }
  for (const p of person?.people ?? []) {
    add('person', p.roles.map((r) => `${postLabel(profile, r)}人选`).join('、'), person!.name);
    add('person', '职称', `${p.title ? TITLES[p.title] : '没有登记'}${p.titleSince ? `，${formatDate(p.titleSince)}取得` : '，取得时间没有登记'}`);
    add('person', '出生日期', p.born ? formatDate(p.born) : <span className="muted">没有登记</span>);
    add('person', '任职情况', `${p.employment ? EMPLOYMENTS[p.employment] : '没有登记'}${p.headsSpecialty === undefined ? '' : p.headsSpecialty ? '，本单位专业负责人' : '，不是本单位专业负责人'}`);
    if (!host) add('person', '本辖区执业', p.practisesHereSince ? `自${formatDate(p.practisesHereSince)}起${p.institutionIsNew ? '，所在机构新开办' : ''}${p.institutionIsPrivate ? '，所在机构为社会办' : ''}` : <span className="muted">没有登记</span>);
    if (!host && p.serves) add('person', '本专业任职', p.serves.length > 0 ? p.serves.map((body) => bodyLabel(profile, body)).join('、') : '不在本专业任何一组');
    if (!host && p.parentLevelExpert) add('person', '上级名单', '列入上级质控中心专家名单');
    const { full = 0, partial = 0 } = p.terms ?? {};
    if (host) add('terms', '已任届数', full + partial === 0 ? '没有任过' : `满${full}届${partial ? `，不满一届${partial}次` : ''}`);
    add('person', '行政处罚', list((p.penalties ?? []).map((d) => `${formatDate(d)}${late(d)}`), '没有登记的处罚'));
  }
  return rows;
}

/** What the check rests on, and where each fact was taken from. */
export function ReviewFacts({ facts, profile, notes }: { facts: CheckFacts; profile: Profile; notes: Evidence['notes'] }) {
  return (
    <DataTable
      caption="检验所用的事实"
      rows={rowsOf(facts, profile)}
      rowKey={(r) => r.label}
      columns={[
        { key: 'label', head: '事实', cell: (r) => r.label, phone: 'primary', width: '26%' },
        { key: 'value', head: '内容', cell: (r) => r.value, phone: 'bare' },
        { key: 'source', head: '来源', cell: (r) => <span className="muted">{SOURCES[r.source]}{notes[r.source] && <small className="by">{notes[r.source]}</small>}</span>, phone: 'bare', width: '24%' },
      ]}
    />
  );
}
