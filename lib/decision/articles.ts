import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';

/** The articles on which the parts of a computed outcome rest. */
export function articlesOf({ result, rules }: { result: { findings: readonly Pick<Finding, 'article'>[] }; rules: { profile: Profile } }): { host: string; committee: string } {
  const host = result.findings[0]?.article ?? rules.profile.cycle!.article;
  return { host, committee: result.findings[1]?.article ?? host };
}
