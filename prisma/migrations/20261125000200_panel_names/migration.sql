-- An assessor whom the approved plan does not name is proposed by one and approved by another.
alter table "panel_member" add column "proposed_by_id" UUID,
add column "proposed_by_name" TEXT,
add column "proposal_reason" TEXT,
add column "answered_by_id" UUID,
add column "answered_by_name" TEXT,
add column "answer_reason" TEXT,
add column "answered_at" TIMESTAMPTZ(6);

alter table panel_member
  drop constraint panel_member_state,
  add constraint panel_member_state check (state in ('proposed', 'refused', 'invited', 'accepted', 'declined', 'recused')),
  add constraint panel_member_proposed check (
    (state not in ('proposed', 'refused') or proposed_by_id is not null)
    and (proposed_by_id is null or coalesce(length(btrim(proposal_reason)), 0) > 0)),
  -- Nobody is asked, or refused, before somebody has answered the proposal.
  add constraint panel_member_answered check (
    (answered_by_id is not null) = (proposed_by_id is not null and state <> 'proposed')
    and (answered_by_id is null or (answered_at is not null and coalesce(length(btrim(answer_reason)), 0) > 0))),
  add constraint panel_member_not_own check (answered_by_id is null or answered_by_id <> proposed_by_id);
-- The worklist asks for what waits to be answered.
create index panel_member_awaiting on panel_member (tenant_id) where state = 'proposed';
