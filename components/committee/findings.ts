import type { FindingView } from '@/components/regulation/rule-row';
import type { RuleReview } from '@/lib/committee/evaluate';

/** The rows of the rule panel: each rule's findings, or its measure if it is kept. */
export function findingViews(review: readonly RuleReview[], departures: readonly { rule: string; reason: string }[] = []): FindingView[] {
  const explained = new Set(departures.filter((d) => d.reason.trim()).map((d) => d.rule));
  return review.flatMap(({ rule, setting, measure, findings }): FindingView[] => {
    const common = { rule, label: setting.label, article: setting.article, force: setting.force, actual: String(measure.actual), limit: measure.limit };
    if (findings.length === 0) return [{ ...common, severity: 'ok', message: '' }];
    return findings.map((f) => ({ ...common, severity: f.severity, message: f.message, ...(f.subjects ? { subjects: f.subjects } : {}), departed: f.severity === 'warn' && explained.has(rule) }));
  });
}
