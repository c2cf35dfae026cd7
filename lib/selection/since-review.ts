import { checkApplication, judgeFacts, keptConditions } from '../application/check';
import { findingOf, isBarring, type Condition } from '../application/conditions';
import type { Tx } from '../db/tenant';
import { dateInChina } from '../kernel/clock';
import type { LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import type { Choice } from './choice';
import type { Round } from './data';
import { recordRules } from './roads';

// What the registers say of a host and its head that nobody has looked at: registered or come about since the review.

type HostChoice = Extract<Choice, { kind: 'host' }>;

/**
 * Findings against a host and its head by the registers as they stand: bans and the record as of the day of the application (of a
 * designation, of the choice) and as of today, and the mandatory rules of the head as of today. What bars them blocks; what the rules
 * leave to a person warns, so that whoever decides says why. What a person found in the review stands.
 */
export async function newlyAgainst(tx: Tx, tenantId: string, round: Round, { applicationId, institutionId, headPersonId: personId, judged = [] }: HostChoice, today: LocalDate): Promise<Finding[]> {
  const application = applicationId
    ? await tx.application.findUnique({ where: { tenantId_id: { tenantId, id: applicationId } }, select: { personId: true, submittedAt: true, result: true } })
    : null;
  const asOf = application?.submittedAt ?? round.chosenAt;
  const records = recordRules(round.rules.profile);
  const kept = keptConditions(application?.result);
  const wasFound = (c: Condition) =>
    judged.some((j) => j.rule === c.id) || kept.some((k) => k.id === c.id && k.judgement?.met === true && (k.says === c.says || !records.includes(c.id)) && (k.about !== 'person' || personId === application?.personId));
  const concerns = (c: Condition, on: LocalDate) => c.about === 'sanction' || records.includes(c.id) || (c.about === 'person' && on === today && c.status === 'unmet');

  // The registers are read once: a day only counts the periods in them, and who sits where is asked as of today only.
  const { facts } = await checkApplication(tx, tenantId, round, { institutionId, personId, post: null, statements: {} }, today);
  const findings = new Map<string, Finding>();
  for (const on of new Set([asOf ? dateInChina(asOf) : today, today])) {
    const { conditions } = judgeFacts(round.rules.rulebook, { ...facts, on });
    for (const c of conditions) {
      if (!concerns(c, on) || !(isBarring(c) || c.status === 'open') || wasFound(c)) continue;
      if (findings.get(c.id)?.severity !== 'block') findings.set(c.id, findingOf(isBarring(c) ? 'block' : 'warn', c));
    }
  }
  return [...findings.values()];
}
