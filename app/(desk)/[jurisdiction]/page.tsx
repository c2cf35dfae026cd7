import { roundsWord, usualWords } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MonthCalendar } from '@/components/worklist/month-calendar';
import { DoneList } from '@/components/worklist/done-list';
import { TenantList } from '@/components/jurisdiction/tenant-list';
import { UnreadMessages } from '@/components/worklist/unread-messages';
import { WorkGroups } from '@/components/worklist/work-groups';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { BareSelect } from '@/components/ui/select';
import { Tabs } from '@/components/ui/tabs';
import { mayEver } from '@/lib/identity/capabilities';
import { loadActor, loadSignedIn } from '@/lib/identity/loaders';
import { loadTenants } from '@/lib/jurisdiction/tenants';
import { navigation } from '@/components/shell/navigation';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { dayName, isWorkingDay } from '@/lib/kernel/calendar';
import { addDays, weekdayOf } from '@/lib/kernel/local-date';
import { ROSTER_STATES, type RosterState } from '@/lib/committee/states';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { bodyLabel } from '@/lib/regulation/profile';
import { builtInCalendar } from '@/lib/rulebook';
import type { Body } from '@/lib/glossary';
import { loadBegun, loadDone, loadWork } from '@/lib/worklist/loaders';
import { WORK_KINDS, WORK_PERIODS, type WorkKind, type WorkPeriod } from '@/lib/worklist/model';

export const metadata: Metadata = { title: '待办' };

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

export default async function WorklistPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { tab = 'open', q, kind, period, before } = queryOf(await searchParams);
  const actor = await loadActor(jurisdiction);
  const roles = actor.roles.map((r) => r.role);
  const tenant = (await loadSignedIn(jurisdiction))!.tenants.find((t) => t.id === jurisdiction)!;
  if (tenant.kind !== 'jurisdiction') return <TenantList tenants={await loadTenants(actor)} />;
  if (!mayEver('worklist.read', roles)) redirect(navigation(jurisdiction, roles, (await loadDesk(jurisdiction)).rules.profile)[0]!.items[0]!.href);

  const filter = { q: q?.slice(0, 50), kind: oneOf(kind, WORK_KINDS), period: oneOf(period, WORK_PERIODS) };
  const { desk, all, kinds, sizes, shown, messages } = await loadWork(jurisdiction, filter);
  const { today, rules } = desk;
  const letter = rules.profile.jurisdiction.letter;
  // Rounds and what answers their calls have the jurisdiction's own words.
  const kindWord = (value: WorkKind) => ({ ...WORK_KINDS, selection: roundsWord(rules.profile), application: usualWords(rules.profile).answer })[value];
  const tomorrow = addDays(today, 1);
  const note = isWorkingDay(builtInCalendar, tomorrow) && weekdayOf(tomorrow) % 6 === 0 ? `，明日（周${WEEKDAYS[weekdayOf(tomorrow)]}）调休上班` : dayName(builtInCalendar, tomorrow) && !isWorkingDay(builtInCalendar, tomorrow) ? `，明日${dayName(builtInCalendar, tomorrow)}放假` : '';
  const due = all.flatMap((g) => g.items).flatMap((i) => (i.dueOn ? [i.dueOn] : []));
  const path = `/${jurisdiction}`;
  const address = (query: Record<string, string | undefined>) => {
    const params = new URLSearchParams(Object.entries(query).flatMap(([k, v]) => (v ? [[k, v]] : [])));
    return params.size > 0 ? `${path}?${params}` : path;
  };
  const narrowed = { q: filter.q, kind: filter.kind, period: filter.period };
  const isNarrowed = Object.values(narrowed).some(Boolean);
  const done = tab === 'done' ? await loadDone(jurisdiction, before?.slice(0, 100)) : null;
  const begun = tab === 'begun' ? await loadBegun(jurisdiction, before?.slice(0, 100)) : null;
  const pages = ({ total, next, from }: { total: number; next: string | null; from: string | undefined }) => (
    <Pagination total={total} unit="项" {...(from ? { prevHref: address({ tab }) } : {})} {...(next ? { nextHref: address({ tab, before: next }) } : {})} />
  );

  return (
    <>
      <PageHead title="待办" sub={`${formatDate(today)} 星期${WEEKDAYS[weekdayOf(today)]}${note}`} />
      <Tabs
        label="待办"
        items={[
          { href: path, label: '待办', count: sizes.open, current: tab === 'open' },
          { href: address({ tab: 'done' }), label: '已办', count: sizes.done, current: tab === 'done' },
          { href: address({ tab: 'begun' }), label: '我发起的', count: sizes.begun, current: tab === 'begun' },
          { href: `${path}/messages`, label: '消息', count: messages.unread },
        ]}
      />
      <div className="cols narrow">
        <div>
          {done && <><DoneList items={done.items.map((i) => ({ ...i, href: `${path}${i.href}` }))} />{pages(done)}</>}
          {begun && (
            <>
              <DoneList
                items={begun.items.map((c) => ({
                  key: c.id, at: c.createdAt, title: `${bodyLabel(rules.profile, c.committee.body as Body)}名单（${ROSTER_STATES[c.state as RosterState]}）`,
                  subject: c.committee.centre.name, href: `${path}/centres/${c.committee.centre.id}/rosters/${c.id}`,
                }))}
              />
              {pages(begun)}
            </>
          )}
          {tab === 'open' && sizes.open > 0 && (
            <FilterBar action={path} keep={{ period: filter.period }} label="筛选待办" {...(isNarrowed ? { resetHref: path } : {})}>
              <input className="in q" name="q" type="search" defaultValue={filter.q} placeholder={`${rules.profile.vocabulary.centreShort}或事项`} aria-label="查找" />
              {kinds.length > 1 && <BareSelect name="kind" label="类型" empty="全部类型" defaultValue={filter.kind ?? ''} options={kinds.map((value) => ({ value, label: kindWord(value) }))} />}
              <Segments
                label="期限"
                items={[
                  { href: address({ ...narrowed, period: undefined }), label: '全部', count: shown.total, current: !filter.period },
                  ...(Object.entries(WORK_PERIODS) as [WorkPeriod, string][]).filter(([p]) => shown.counts[p] || filter.period === p).map(([p, label]) => ({
                    href: address({ ...narrowed, period: p }), label, count: shown.counts[p] ?? 0, ...(p === 'late' ? { tone: 'block' as const } : p === 'soon' ? { tone: 'warn' as const } : {}), current: filter.period === p,
                  })),
                ]}
              />
            </FilterBar>
          )}
          {tab === 'open' && (sizes.open === 0
            ? <Empty title="没有待办事项" links={[{ href: address({ tab: 'done' }), label: '查看已办' }]}>需要办理的事项会按期限列在这里。</Empty>
            : shown.groups.length === 0
              ? <Empty title="没有符合条件的事项" links={[{ href: path, label: '清除筛选' }]} />
              : <WorkGroups jurisdiction={jurisdiction} groups={shown.groups} letter={letter} today={today} />)}
        </div>
        <aside className="rail">
          <MonthCalendar today={today} due={due} />
          {messages.unread > 0 && <UnreadMessages jurisdiction={jurisdiction} items={messages.items.slice(0, 4)} today={today} />}
        </aside>
      </div>
    </>
  );
}

const oneOf = <T extends string>(value: string | undefined, labels: Record<T, string>): T | undefined => (value !== undefined && value in labels ? (value as T) : undefined);
