import { CommandForm } from '@/components/form/command-form';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Section } from '@/components/ui/section';
import { ROAD_WORDS } from '@/lib/glossary';
import { newId } from '@/lib/kernel/ids';
import { reviewFaults } from '@/lib/panel/readiness';
import { endReviewAction } from '@/lib/selection/actions';
import type { Road } from '@/lib/selection/states';

interface EndReviewProps {
  jurisdiction: string;
  round: { id: string; version: number; road: Road };
  /** Those that were handed in. */
  applications: readonly { state: string }[];
  /** Where they are reviewed. */
  reviewHref: string;
  /** Where the round can be ended without a result. */
  endHref: string;
}

/** Ends the review of a round without a panel; the choice is due then. */
export function EndReview({ jurisdiction, round, applications, reviewHref, endHref }: EndReviewProps) {
  const { left, none } = reviewFaults(applications, round.road);
  const { choosing, entry } = ROAD_WORDS[round.road];
  const reasons = [...(left ? [{ text: left, href: reviewHref }] : []), ...(none ? [{ text: none, href: left ? reviewHref : endHref }] : [])];
  const eligible = applications.filter((a) => a.state === 'eligible').length;
  return (
    <Section title="结束资格审核" id="end-review">
      {reasons.length > 0
        ? <Button variant="primary" reasons={reasons}>结束资格审核</Button>
        : (
          <CommandForm jurisdiction={jurisdiction} action={endReviewAction} formKey={newId()} version={round.version} fields={{ selectionId: round.id }} prefix="end-review-">
            <div className="acts"><ConfirmDialog variant="primary" label="结束资格审核" title={`结束资格审核，${choosing}？`}><p>{`符合条件的${entry}有 ${eligible} 份。结束后不能再改动审核意见。`}</p></ConfirmDialog></div>
          </CommandForm>
        )}
    </Section>
  );
}
