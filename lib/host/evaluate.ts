import { BAN_SCOPES, type BanScope, type CentreClass } from '../glossary';
import { formatDate } from '../kernel/chinese';
import type { LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';
import type { BoundRule } from '../regulation/rule-kind';
import { banUntil, type Sanction } from '../regulation/sanction';
import { hostFactsSchema, type HostFacts } from './facts';

// The question `host`: may this institution apply to host this centre? Conditions are rules; bars come from the sanctions.

export interface HostDecision extends Record<string, unknown> {
  /** Null where a person must decide. */
  eligible: boolean | null;
  /** Last day of the longest bar, inclusive. */
  barredUntil?: LocalDate;
}

/** What one sanction does to an application. */
type Bar = { effect: 'barred'; scope: BanScope; until: LocalDate | null } | { effect: 'open'; scope: BanScope | null; until: LocalDate | null };

interface Measured {
  decidedOn: LocalDate;
  /** What the sanction was about; left out it is the specialty of the round. */
  class?: CentreClass | undefined;
  direction?: string | undefined;
}

/** How the bans of a sanction meet the centre applied for; the first that bars, otherwise what stays open. */
function barOf(sanction: Sanction, { decidedOn, ...about }: Measured, { centre, on, roundReplacesSanctioned }: HostFacts): Bar | null {
  const sameClass = about.class === undefined || about.class === centre.class;
  const same = sameClass && (about.direction === undefined || about.direction === centre.direction);
  let open: Bar | null = null;
  let longest: LocalDate | null = null;
  for (const ban of sanction.bans) {
    const until = banUntil(ban, decidedOn);
    const runs = until !== null && decidedOn <= on && on <= until;
    if (runs && (longest === null || until > longest)) longest = until;
    const { scope } = ban;
    const bars =
      scope === 'this-round' ? roundReplacesSanctioned && same
      : scope === 'new-other-specialties' ? runs && !same && centre.newlyEstablished === true
      : runs && same;
    if (bars) return { effect: 'barred', scope, until };
    // 同类 may mean the class, and a round that slips past the year still fills the place that the sanction emptied.
    if (scope === 'same-kind' && ((runs && sameClass) || (roundReplacesSanctioned && same && decidedOn <= on))) open ??= { effect: 'open', scope, until };
  }
  if (!open && sanction.otherwise === 'decide' && longest) return { effect: 'open', scope: null, until: longest };
  return open;
}

/** Binds the question `host`; `rules` are the profile's host settings, bound. */
export function bindHost(profile: Profile, rules: readonly BoundRule<HostFacts>[]): Evaluator<HostFacts, HostDecision> {
  const isSilent = profile.structure.host === null || (rules.length === 0 && profile.sanctions.length === 0);
  const { host = null, centreShort } = profile.vocabulary;

  const say = ({ effect, scope, until }: Bar, sanction: Sanction, decidedOn: LocalDate, who: string): Finding => {
    const reach = scope ? BAN_SCOPES[scope] : '其他情形';
    const tail = until ? `，至${formatDate(until)}止` : '';
    return {
      rule: `host.sanction-${sanction.id}`,
      severity: effect === 'barred' ? 'block' : 'warn',
      article: sanction.article,
      message:
        effect === 'barred'
          ? `${who}因${sanction.label}于${formatDate(decidedOn)}受处理，不得参与${reach}${tail}`
          : `${who}因${sanction.label}于${formatDate(decidedOn)}受处理，条文未明确是否及于本次申请${scope ? `（${reach}）` : ''}${tail}，由主管部门决定`,
      ...(until ? { limit: until } : {}),
    };
  };

  return {
    parse(input, on) {
      const parsed = hostFactsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: { ...parsed.data, on } } : { ok: false, refusal: parsed.error.issues };
    },
    answer(facts): Answer<HostDecision> {
      if (isSilent) return silentAnswer(profile, 'host', { eligible: null });
      const findings: Finding[] = [];
      let open = false;
      for (const rule of rules) open = rule.collect(facts, findings, 'block') || open;

      let barredUntil: LocalDate | undefined;
      const note = (bar: Bar | null, sanction: Sanction, decidedOn: LocalDate, who: string) => {
        if (!bar) return;
        findings.push(say(bar, sanction, decidedOn, who));
        if (bar.effect === 'open') open = true;
        else if (bar.until && (barredUntil === undefined || bar.until > barredUntil)) barredUntil = bar.until;
      };
      for (const past of facts.sanctions) {
        for (const sanction of profile.sanctions) {
          if (sanction.ground === past.ground) note(barOf(sanction, past, facts), sanction, past.decidedOn, '申请单位');
        }
      }
      const head = facts.proposedHead;
      if (head?.removedChairOfSanctionedHost) {
        const decidedOn = head.removedOn ?? facts.on;
        for (const sanction of profile.sanctions) {
          if (sanction.head === 'free') continue;
          const bar = barOf(sanction, { decidedOn, class: head.class, direction: head.direction }, facts);
          note(bar && sanction.head === 'decide' ? { effect: 'open', scope: bar.scope, until: bar.until } : bar, sanction, decidedOn, `拟任负责人原任受处理${host ?? '单位'}的${centreShort}负责人，`);
        }
      }
      const blocked = findings.some((f) => f.severity === 'block');
      return answerOf(findings, { eligible: blocked ? false : open ? null : true, ...(barredUntil ? { barredUntil } : {}) });
    },
  };
}
