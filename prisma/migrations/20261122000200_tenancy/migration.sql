-- Tenant isolation, rights of the app role, and the invariants that no code may break (docs/decisions/0005).
-- The role zhikong_app exists before this runs: the launcher makes it, or the administrator of a server does.

revoke all on schema public from public;
revoke create on schema public from zhikong_app;
grant usage on schema public to zhikong_app;

-- Row-level security: enabled and forced on every table with a tenant, one policy for all four commands.
do $$
declare
  t text;
begin
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.column_name = 'tenant_id'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I for all using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', t);
  end loop;
end
$$;

-- A membership is visible to its own account too: that is how the tenants of a session are found.
create policy own_membership on membership for select using (
  account_id = case
    when current_setting('app.account_id', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    then current_setting('app.account_id', true)::uuid
  end
);

-- Rights of the app role: what its work needs, table by table. Nothing is truncated, and history is never deleted.
grant select on tenant to zhikong_app;
grant select, insert, update on account, login_attempt, session to zhikong_app;
grant select, insert, update on membership, institution, person, specialty, centre, hosting_period, committee, appointment,
  roster_change, assessment_year, assessment, decision to zhikong_app;
grant select, insert on penalty, profile_version, audit_event to zhikong_app;
grant select, insert, update, delete on roster_entry, departure to zhikong_app;
grant select, insert, update on submission to zhikong_app;

-- Append-only tables refuse changes whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on audit_event for each statement execute function refuse_change();
create trigger append_only before update or delete on profile_version for each row execute function refuse_change();
create trigger append_only_truncate before truncate on profile_version for each statement execute function refuse_change();

-- Values that the columns may hold.
alter table tenant add constraint tenant_kind check (kind in ('jurisdiction', 'platform'));
alter table account add constraint account_status check (status in ('active', 'disabled'));
alter table membership
  add constraint membership_role check (role in (
    'official', 'office', 'director', 'secretary', 'assessor', 'host-contact', 'system-admin', 'security-admin', 'audit-admin', 'platform-admin')),
  add constraint membership_status check (status in ('active', 'ended')),
  -- Directors and secretaries act for a centre, host contacts for an institution.
  add constraint membership_scope check (
    (role in ('director', 'secretary')) = (centre_id is not null) and (role = 'host-contact') = (institution_id is not null));
alter table person
  add constraint person_title check (title in ('senior', 'deputy-senior', 'intermediate', 'junior', 'none')),
  add constraint person_employment check (employment in ('in-service', 'rehired', 'retired'));
alter table centre add constraint centre_status check (status in ('operating', 'rectifying', 'reselecting', 'without-host', 'closed'));
alter table hosting_period
  add constraint hosting_dates check (ended_on is null or ended_on >= starts_on - 1),
  add constraint hosting_due check (due_to_end_on is null or due_to_end_on > starts_on);
alter table committee
  add constraint committee_body check (body in ('committee', 'expert-group', 'inspection-group', 'subspecialty-group')),
  add constraint committee_dates check (ended_on is null or ended_on >= term_from - 1);
alter table appointment
  add constraint appointment_posts check (
    cardinality(posts) > 0 and posts <@ array['chair', 'vice-chair', 'member', 'secretary', 'honorary', 'leader', 'liaison', 'expert', 'inspector']::text[]),
  add constraint appointment_dates check (valid_to is null or valid_to >= valid_from);
alter table roster_change
  add constraint roster_change_kind check (kind in ('list', 'change')),
  add constraint roster_change_state check (state in ('draft', 'submitted', 'returned', 'approved', 'withdrawn')),
  add constraint roster_change_decided check ((state = 'approved') <= (decided_by_id is not null and result is not null)),
  -- Nobody approves what he proposed himself.
  add constraint roster_change_not_own check (decided_by_id is null or decided_by_id <> proposed_by_id);
alter table departure
  add constraint departure_state check (state in ('proposed', 'accepted')),
  add constraint departure_reason check (length(btrim(reason)) > 0),
  add constraint departure_accepted check ((state = 'accepted') <= (approved_by_id is not null and expires_on is not null));
alter table assessment_year add constraint assessment_year_rule check (grade_rule is null or (grade_rule in ('score', 'proportion') and coalesce(length(btrim(reason)), 0) > 0));
alter table assessment
  add constraint assessment_state check (state in ('assigned', 'proposed', 'returned', 'confirmed')),
  add constraint assessment_grade check (grade is null or grade in ('excellent', 'good', 'qualified', 'unqualified')),
  add constraint assessment_proposed check (proposed_grade is null or proposed_grade in ('excellent', 'good', 'qualified', 'unqualified')),
  add constraint assessment_confirmed check ((state = 'confirmed') = (grade is not null)),
  add constraint assessment_not_own check (confirmed_by_id is null or confirmed_by_id <> assessor_account_id);
alter table decision
  add constraint decision_state check (state in ('pending', 'confirmed')),
  add constraint decision_confirmed check ((state = 'confirmed') = (outcome is not null and decided_by_id is not null and as_computed is not null)),
  -- To decide otherwise than computed needs a reason.
  add constraint decision_reason check (as_computed is null or as_computed or coalesce(length(btrim(reason)), 0) > 0);
alter table audit_event add constraint audit_result check (result in ('ok', 'refused', 'denied'));

-- One of each at a time.
create unique index hosting_period_running on hosting_period (tenant_id, centre_id) where ended_on is null;
create unique index committee_standing on committee (tenant_id, centre_id, body) where ended_on is null;
create unique index appointment_running on appointment (tenant_id, committee_id, person_id) where valid_to is null;
create unique index appointment_one_chair on appointment (tenant_id, committee_id) where valid_to is null and 'chair' = any (posts);
create unique index roster_change_open on roster_change (tenant_id, committee_id) where state in ('draft', 'submitted', 'returned');
create unique index membership_active on membership (tenant_id, account_id, role, coalesce(centre_id, institution_id, '00000000-0000-0000-0000-000000000000'::uuid)) where status = 'active';
-- The three administrators exclude one another.
create unique index membership_three_admins on membership (tenant_id, account_id) where status = 'active' and role in ('system-admin', 'security-admin', 'audit-admin');
