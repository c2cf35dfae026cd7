import type { FindingView } from '@/components/regulation/rule-row';
import type { RuleReview } from '@/lib/committee/evaluate';
import type { Post } from '@/lib/glossary';
import type { LocalDate } from '@/lib/kernel/local-date';

/** What was recorded of a departure, as far as it has gone. */
export interface RecordedDeparture {
  rule: string;
  reason: string;
  approvedByName?: string | null;
  expiresOn?: LocalDate | null;
  /** Where it can be read. */
  href?: string;
  /** It was allowed, and its time is over. */
  hasExpired?: boolean;
}

/** The rows of the rule panel: each rule's findings, or its measure if it is kept. */
export function findingViews(review: readonly RuleReview[], departures: readonly RecordedDeparture[] = []): FindingView[] {
  const explained = new Map(departures.filter((d) => d.reason.trim()).map((d) => [d.rule, d]));
  return review.flatMap(({ rule, setting, measure, findings }): FindingView[] => {
    const common = {
      rule, label: setting.label, article: setting.article, force: setting.force, actual: String(measure.actual), limit: measure.limit,
      ...(setting.reading ? { reading: setting.reading.takes } : {}), ...(setting.lastCheckedOn ? { checkedOn: setting.lastCheckedOn } : {}),
    };
    if (findings.length === 0) return [{ ...common, severity: 'ok', message: '', ...(measure.notApplicable ? { notApplicable: true } : {}) }];
    return findings.map((f): FindingView => {
      const departure = f.severity === 'warn' ? explained.get(rule) : undefined;
      return {
        ...common, severity: f.severity, message: f.message, ...(f.subjects ? { subjects: f.subjects } : {}),
        ...(departure ? { departed: !departure.hasExpired, departure: { reason: departure.reason, approvedBy: departure.approvedByName, until: departure.expiresOn, href: departure.href } } : {}),
        ...(departure?.hasExpired ? { remedy: '批准的偏离已经到期，须调整，或重新说明' } : {}),
      };
    });
  });
}

/** What the rules say of each post, for the heads of a list. */
export function postRemarks(review: readonly RuleReview[]): Partial<Record<Post, string>> {
  const said = new Map<Post, string[]>();
  const say = (post: Post, words: string) => said.set(post, [...(said.get(post) ?? []), words]);
  for (const { setting, measure } of review) {
    const kind = setting.kind.replace('committee.', '');
    if (kind === 'post-count') say(setting.post as Post, measure.limit);
    else if (kind === 'outside-deputies') say('vice-chair', `${setting.label}${measure.limit}`);
    else if (kind === 'host-share') say('member', `${setting.label}${measure.limit}`);
    else if (kind === 'body-size' && setting.counts !== 'everybody') say('member', `${setting.label}${measure.limit}`);
  }
  return Object.fromEntries([...said].map(([post, words]) => [post, words.join('，')]));
}

/** Posts that somebody must hold and nobody does. */
export const vacantPosts = (review: readonly RuleReview[]): Set<Post> =>
  new Set(review.filter((r) => r.setting.kind === 'committee.post-count' && r.measure.actual === 0 && r.findings.length > 0).map((r) => r.setting.post as Post));
