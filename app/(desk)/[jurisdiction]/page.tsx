import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MonthCalendar } from '@/components/worklist/month-calendar';
import { DoneList } from '@/components/worklist/done-list';
import { TenantList } from '@/components/jurisdiction/tenant-list';
import { WorkGroups } from '@/components/worklist/work-groups';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
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
import { bodyLabel } from '@/lib/regulation/profile';
import { builtInCalendar } from '@/lib/rulebook';
import type { Body } from '@/lib/glossary';
import { loadBegun, loadDone, loadWork } from '@/lib/worklist/loaders';

export const metadata: Metadata = { title: '待办' };

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

export default async function WorklistPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<Record<string, string | undefined>> }) {
  const { jurisdiction } = await params;
  const { tab = 'open' } = await searchParams;
  const actor = await loadActor(jurisdiction);
  const roles = actor.roles.map((r) => r.role);
  const tenant = (await loadSignedIn(jurisdiction))!.tenants.find((t) => t.id === jurisdiction)!;
  if (tenant.kind !== 'jurisdiction') return <TenantList tenants={await loadTenants(actor)} />;
  if (!mayEver('worklist.read', roles)) redirect(navigation(jurisdiction, roles, (await loadDesk(jurisdiction)).rules.profile)[0]!.items[0]!.href);

  const { desk, groups, total } = await loadWork(jurisdiction);
  const { today, rules } = desk;
  const letter = rules.profile.jurisdiction.letter;
  const tomorrow = addDays(today, 1);
  const note = isWorkingDay(builtInCalendar, tomorrow) && weekdayOf(tomorrow) % 6 === 0 ? `，明日（周${WEEKDAYS[weekdayOf(tomorrow)]}）调休上班` : dayName(builtInCalendar, tomorrow) && !isWorkingDay(builtInCalendar, tomorrow) ? `，明日${dayName(builtInCalendar, tomorrow)}放假` : '';
  const due = groups.flatMap((g) => g.items).flatMap((i) => (i.dueOn ? [i.dueOn] : []));

  return (
    <>
      <PageHead title="待办" sub={`${formatDate(today)} 星期${WEEKDAYS[weekdayOf(today)]}${note}`} />
      <Tabs
        label="待办"
        items={[
          { href: `/${jurisdiction}`, label: '待办', count: total, current: tab === 'open' },
          { href: `/${jurisdiction}?tab=done`, label: '已办', current: tab === 'done' },
          { href: `/${jurisdiction}?tab=begun`, label: '我发起的', current: tab === 'begun' },
        ]}
      />
      <div className="cols narrow">
        <div>
          {tab === 'done' && <DoneList items={(await loadDone(jurisdiction)).items.map((i) => ({ ...i, href: `/${jurisdiction}${i.href}` }))} />}
          {tab === 'begun' && (
            <DoneList
              items={(await loadBegun(jurisdiction)).items.map((c) => ({
                key: c.id, at: c.createdAt, title: `${bodyLabel(rules.profile, c.committee.body as Body)}名单（${ROSTER_STATES[c.state as RosterState]}）`,
                subject: c.committee.centre.name, href: `/${jurisdiction}/centres/${c.committee.centre.id}/rosters/${c.id}`,
              }))}
            />
          )}
          {tab === 'open' && (total === 0
            ? <Empty title="没有待办事项" links={[{ href: `/${jurisdiction}?tab=done`, label: '查看已办' }]}>需要您办理的事项会按期限列在这里。</Empty>
            : <WorkGroups jurisdiction={jurisdiction} groups={groups} letter={letter} today={today} />)}
        </div>
        <aside className="rail"><MonthCalendar today={today} due={due} /></aside>
      </div>
    </>
  );
}
