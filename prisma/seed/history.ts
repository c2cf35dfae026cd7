import { genesisHash, hashOf } from '../../lib/audit/chain';
import { addDays, type LocalDate } from '../../lib/kernel/local-date';
import { hasStage } from '../../lib/selection/roads';
import type { SelectionAct } from '../../lib/selection/states';
import { instant, type SelectionRow } from './rows';
import type { Staff, TenantFrame } from './tenant-frame';

// What was done in the rounds of a demo, as the platform would have recorded it: one event an act, linked into the tenant's chain.

interface Done {
  act: SelectionAct | 'panel.order';
  round: SelectionRow;
  by: { id: string | null; name: string | null };
  at: string;
  data?: Record<string, unknown>;
}

const CLOSED: readonly SelectionRow['state'][] = ['reviewing', 'scoring', 'choosing', 'chosen', 'notice', 'decided', 'established', 'cancelled'];
const REVIEWED = CLOSED.slice(1, -1);
const SCORED = REVIEWED.slice(1);

/** The acts behind a round, from what its rows hold. */
function actsOf({ rows, official, profile }: TenantFrame, office: Staff, round: SelectionRow): Done[] {
  const done: Done[] = [];
  const add = (act: Done['act'], at: string | null, by: Done['by'], data?: Done['data']) => {
    if (at) done.push({ act, round, by, at, ...(data ? { data } : {}) });
  };
  const after = (days: number, time: string) => instant(addDays(round.closesOn!, days), time);
  add('selection.save', round.createdAt, { id: round.createdById, name: round.createdByName });
  add(hasStage(profile, 'scheme') ? 'selection.submit-scheme' : 'selection.save', round.schemeAt, { id: round.schemeById, name: round.schemeByName });
  add('selection.approve-scheme', round.schemeApprovedAt, { id: round.schemeApprovedById, name: round.schemeApprovedByName });
  add('selection.publish', round.publishedAt, official);
  if (round.publishedAt) {
    const scored = rows.panel_score.filter((s) => s.submittedAt && rows.panel_member.some((m) => m.id === s.panelMemberId && m.selectionId === round.id)).map((s) => s.submittedAt!.slice(0, 10)).sort().at(-1) as LocalDate | undefined;
    if (CLOSED.includes(round.state)) add('selection.close', after(1, '09:10'), office, { applications: rows.application.filter((a) => a.selectionId === round.id && a.submittedAt).length });
    if (round.defence) add('panel.order', round.defence.at, office);
    if (REVIEWED.includes(round.state)) add(round.scheme?.panel ? 'selection.begin-scoring' : 'selection.end-review', after(9, '10:30'), office);
    if (SCORED.includes(round.state) && scored) add('selection.end-scoring', instant(scored, '17:40'), office);
  }
  add('selection.choose', round.chosenAt, { id: round.chosenById, name: round.chosenByName });
  for (const notice of rows.notice.filter((n) => n.selectionId === round.id)) add('selection.release', notice.publishedAt, { id: round.releasedById, name: round.releasedByName }, { noticeId: notice.id, notice: notice.number });
  add('selection.decide', round.decidedAt, { id: round.decidedById, name: round.decidedByName }, { documentNumber: round.documentNumber });
  if (round.state === 'cancelled') add('selection.cancel', after(3, '15:20'), official, { reason: round.cancelReason });
  return done;
}

/** Records what was done in every round of a tenant, in the order in which it was done. */
export function recordRounds(frame: TenantFrame, office: Staff): void {
  const { rows, random, profile } = frame;
  const tenantId = profile.jurisdiction.id;
  let prevHash = genesisHash(tenantId);
  rows.selection
    .flatMap((round) => actsOf(frame, office, round))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .forEach(({ act, round, by, at, data }, n) => {
      const facts = {
        tenantId, seq: n + 1, prevHash, at: new Date(at), accountId: by.id, accountName: by.name ?? '', role: rows.membership.find((m) => m.accountId === by.id)?.role ?? '', act,
        targetType: 'selection', targetId: round.id, result: 'ok', ip: 'direct', requestId: random.id(), data: { number: round.number, ...data },
      };
      const hash = hashOf(facts);
      rows.audit_event.push({ id: random.id(), ...facts, at, hash });
      prevHash = hash;
    });
}
