-- The road to an established centre: rounds, applications, panel, notices, objections, handovers, registers, messages.
-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "person_id" UUID;

-- AlterTable
ALTER TABLE "specialty" ADD COLUMN     "ended_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "selection" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "road" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "specialty_id" UUID NOT NULL,
    "centre_id" UUID,
    "replaces_period_id" UUID,
    "body" TEXT,
    "ground" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "title" TEXT NOT NULL,
    "conditions" TEXT NOT NULL DEFAULT '',
    "materials" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "opens_on" DATE,
    "closes_on" DATE,
    "scheme" JSONB,
    "scheme_sha256" TEXT,
    "scheme_by_id" UUID,
    "scheme_by_name" TEXT,
    "scheme_at" TIMESTAMPTZ(6),
    "scheme_approved_by_id" UUID,
    "scheme_approved_by_name" TEXT,
    "scheme_approved_at" TIMESTAMPTZ(6),
    "return_reason" TEXT,
    "profile_version_id" UUID,
    "published_at" TIMESTAMPTZ(6),
    "choice" JSONB,
    "chosen_by_id" UUID,
    "chosen_by_name" TEXT,
    "chosen_at" TIMESTAMPTZ(6),
    "released_by_id" UUID,
    "released_by_name" TEXT,
    "document_number" TEXT,
    "decided_on" DATE,
    "decided_by_id" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "decision_reason" TEXT,
    "result" JSONB,
    "hosting_period_id" UUID,
    "cancel_reason" TEXT,
    "defence" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "selection_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "application" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "selection_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "person_id" UUID,
    "post" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "draft" JSONB NOT NULL DEFAULT '{}',
    "form" JSONB NOT NULL DEFAULT '{}',
    "statements" JSONB NOT NULL DEFAULT '{}',
    "receipt" TEXT,
    "submitted_at" TIMESTAMPTZ(6),
    "submitted_by_id" UUID,
    "submitted_by_name" TEXT,
    "profile_version_id" UUID,
    "facts" JSONB,
    "result" JSONB,
    "judgements" JSONB NOT NULL DEFAULT '[]',
    "review_reason" TEXT,
    "reviewed_by_id" UUID,
    "reviewed_by_name" TEXT,
    "reviewed_at" TIMESTAMPTZ(6),
    "defence_order" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "application_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "application_file" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage" TEXT NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "application_file_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "panel_member" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "selection_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'invited',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "declaration" TEXT,
    "declared_at" TIMESTAMPTZ(6),
    "recused_reason" TEXT,
    "recused_by_name" TEXT,
    "recused_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "panel_member_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "panel_score" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "panel_member_id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "items" JSONB NOT NULL DEFAULT '{}',
    "total" DECIMAL(6,2),
    "veto" TEXT,
    "submitted_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "panel_score_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "notice" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "selection_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "title" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL,
    "published_on" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "profile_version_id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "close_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "notice_sighting" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "notice_sighting_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "objection" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact_sealed" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "upheld" BOOLEAN,
    "answer" TEXT,
    "answered_by_id" UUID,
    "answered_by_name" TEXT,
    "answered_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "handover" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "selection_id" UUID NOT NULL,
    "from_period_id" UUID NOT NULL,
    "to_institution_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "due_on" DATE,
    "inventory" JSONB NOT NULL,
    "old_signed_by_id" UUID,
    "old_signed_by_name" TEXT,
    "old_signed_at" TIMESTAMPTZ(6),
    "new_signed_by_id" UUID,
    "new_signed_by_name" TEXT,
    "new_signed_at" TIMESTAMPTZ(6),
    "return_reason" TEXT,
    "override_reason" TEXT,
    "overridden_by_id" UUID,
    "overridden_by_name" TEXT,
    "overridden_at" TIMESTAMPTZ(6),
    "sealed" JSONB,
    "sealed_sha256" TEXT,
    "sealed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sanction" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "specialty_id" UUID NOT NULL,
    "centre_id" UUID,
    "hosting_period_id" UUID,
    "decision_id" UUID,
    "head_person_id" UUID,
    "document" TEXT,
    "reason" TEXT NOT NULL,
    "registered_by_id" UUID NOT NULL,
    "registered_by_name" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by_name" TEXT,
    "revoke_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sanction_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "institution_event" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "specialty_id" UUID,
    "note" TEXT NOT NULL,
    "document" TEXT,
    "registered_by_id" UUID NOT NULL,
    "registered_by_name" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by_name" TEXT,
    "revoke_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "institution_event_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "employment" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "started_on" DATE,
    "ended_on" DATE,

    CONSTRAINT "employment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "plan_change" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "document" TEXT,
    "on" DATE NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_change_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "selection_tenant_id_state_closes_on_idx" ON "selection"("tenant_id", "state", "closes_on");

-- CreateIndex
CREATE INDEX "selection_tenant_id_specialty_id_idx" ON "selection"("tenant_id", "specialty_id");

-- CreateIndex
CREATE INDEX "selection_tenant_id_centre_id_idx" ON "selection"("tenant_id", "centre_id");

-- CreateIndex
CREATE INDEX "selection_tenant_id_replaces_period_id_idx" ON "selection"("tenant_id", "replaces_period_id");

-- CreateIndex
CREATE INDEX "selection_tenant_id_hosting_period_id_idx" ON "selection"("tenant_id", "hosting_period_id");

-- CreateIndex
CREATE INDEX "selection_tenant_id_profile_version_id_idx" ON "selection"("tenant_id", "profile_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "selection_tenant_id_number_key" ON "selection"("tenant_id", "number");

-- CreateIndex
CREATE INDEX "application_tenant_id_selection_id_state_idx" ON "application"("tenant_id", "selection_id", "state");

-- CreateIndex
CREATE INDEX "application_tenant_id_institution_id_idx" ON "application"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "application_tenant_id_person_id_idx" ON "application"("tenant_id", "person_id");

-- CreateIndex
CREATE INDEX "application_tenant_id_profile_version_id_idx" ON "application"("tenant_id", "profile_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_tenant_id_receipt_key" ON "application"("tenant_id", "receipt");

-- CreateIndex
CREATE INDEX "application_file_tenant_id_application_id_idx" ON "application_file"("tenant_id", "application_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_file_tenant_id_storage_key" ON "application_file"("tenant_id", "storage");

-- CreateIndex
CREATE INDEX "panel_member_tenant_id_account_id_state_idx" ON "panel_member"("tenant_id", "account_id", "state");

-- CreateIndex
CREATE INDEX "panel_member_tenant_id_person_id_idx" ON "panel_member"("tenant_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "panel_member_tenant_id_selection_id_account_id_key" ON "panel_member"("tenant_id", "selection_id", "account_id");

-- CreateIndex
CREATE INDEX "panel_score_tenant_id_application_id_idx" ON "panel_score"("tenant_id", "application_id");

-- CreateIndex
CREATE UNIQUE INDEX "panel_score_tenant_id_panel_member_id_application_id_key" ON "panel_score"("tenant_id", "panel_member_id", "application_id");

-- CreateIndex
CREATE INDEX "notice_tenant_id_selection_id_idx" ON "notice"("tenant_id", "selection_id");

-- CreateIndex
CREATE INDEX "notice_tenant_id_state_last_day_idx" ON "notice"("tenant_id", "state", "last_day");

-- CreateIndex
CREATE INDEX "notice_tenant_id_profile_version_id_idx" ON "notice"("tenant_id", "profile_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_tenant_id_number_key" ON "notice"("tenant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "notice_sighting_tenant_id_notice_id_key" ON "notice_sighting"("tenant_id", "notice_id");

-- CreateIndex
CREATE INDEX "objection_tenant_id_notice_id_state_idx" ON "objection"("tenant_id", "notice_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "objection_tenant_id_number_key" ON "objection"("tenant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "objection_tenant_id_notice_id_key_key" ON "objection"("tenant_id", "notice_id", "key");

-- CreateIndex
CREATE INDEX "handover_tenant_id_centre_id_idx" ON "handover"("tenant_id", "centre_id");

-- CreateIndex
CREATE INDEX "handover_tenant_id_from_period_id_idx" ON "handover"("tenant_id", "from_period_id");

-- CreateIndex
CREATE INDEX "handover_tenant_id_to_institution_id_idx" ON "handover"("tenant_id", "to_institution_id");

-- CreateIndex
CREATE INDEX "handover_tenant_id_state_idx" ON "handover"("tenant_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "handover_tenant_id_selection_id_key" ON "handover"("tenant_id", "selection_id");

-- CreateIndex
CREATE INDEX "sanction_tenant_id_institution_id_idx" ON "sanction"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "sanction_tenant_id_specialty_id_idx" ON "sanction"("tenant_id", "specialty_id");

-- CreateIndex
CREATE INDEX "sanction_tenant_id_centre_id_idx" ON "sanction"("tenant_id", "centre_id");

-- CreateIndex
CREATE INDEX "sanction_tenant_id_hosting_period_id_idx" ON "sanction"("tenant_id", "hosting_period_id");

-- CreateIndex
CREATE INDEX "sanction_tenant_id_head_person_id_idx" ON "sanction"("tenant_id", "head_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "sanction_tenant_id_decision_id_key" ON "sanction"("tenant_id", "decision_id");

-- CreateIndex
CREATE INDEX "institution_event_tenant_id_institution_id_on_idx" ON "institution_event"("tenant_id", "institution_id", "on");

-- CreateIndex
CREATE INDEX "institution_event_tenant_id_specialty_id_idx" ON "institution_event"("tenant_id", "specialty_id");

-- CreateIndex
CREATE INDEX "employment_tenant_id_person_id_idx" ON "employment"("tenant_id", "person_id");

-- CreateIndex
CREATE INDEX "employment_tenant_id_institution_id_idx" ON "employment"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "plan_change_tenant_id_at_idx" ON "plan_change"("tenant_id", "at");

-- CreateIndex
CREATE INDEX "message_tenant_id_account_id_read_at_idx" ON "message"("tenant_id", "account_id", "read_at");

-- CreateIndex
CREATE INDEX "message_tenant_id_account_id_at_idx" ON "message"("tenant_id", "account_id", "at");

-- CreateIndex
CREATE INDEX "membership_tenant_id_person_id_idx" ON "membership"("tenant_id", "person_id");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_specialty_id_fkey" FOREIGN KEY ("tenant_id", "specialty_id") REFERENCES "specialty"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_replaces_period_id_fkey" FOREIGN KEY ("tenant_id", "replaces_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_hosting_period_id_fkey" FOREIGN KEY ("tenant_id", "hosting_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_tenant_id_profile_version_id_fkey" FOREIGN KEY ("tenant_id", "profile_version_id") REFERENCES "profile_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_tenant_id_profile_version_id_fkey" FOREIGN KEY ("tenant_id", "profile_version_id") REFERENCES "profile_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_file" ADD CONSTRAINT "application_file_tenant_id_application_id_fkey" FOREIGN KEY ("tenant_id", "application_id") REFERENCES "application"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_member" ADD CONSTRAINT "panel_member_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_member" ADD CONSTRAINT "panel_member_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_score" ADD CONSTRAINT "panel_score_tenant_id_panel_member_id_fkey" FOREIGN KEY ("tenant_id", "panel_member_id") REFERENCES "panel_member"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_score" ADD CONSTRAINT "panel_score_tenant_id_application_id_fkey" FOREIGN KEY ("tenant_id", "application_id") REFERENCES "application"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_tenant_id_profile_version_id_fkey" FOREIGN KEY ("tenant_id", "profile_version_id") REFERENCES "profile_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_sighting" ADD CONSTRAINT "notice_sighting_tenant_id_notice_id_fkey" FOREIGN KEY ("tenant_id", "notice_id") REFERENCES "notice"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_tenant_id_notice_id_fkey" FOREIGN KEY ("tenant_id", "notice_id") REFERENCES "notice"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_tenant_id_from_period_id_fkey" FOREIGN KEY ("tenant_id", "from_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_tenant_id_to_institution_id_fkey" FOREIGN KEY ("tenant_id", "to_institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_specialty_id_fkey" FOREIGN KEY ("tenant_id", "specialty_id") REFERENCES "specialty"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_hosting_period_id_fkey" FOREIGN KEY ("tenant_id", "hosting_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_decision_id_fkey" FOREIGN KEY ("tenant_id", "decision_id") REFERENCES "decision"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_tenant_id_head_person_id_fkey" FOREIGN KEY ("tenant_id", "head_person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "institution_event" ADD CONSTRAINT "institution_event_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "institution_event" ADD CONSTRAINT "institution_event_tenant_id_specialty_id_fkey" FOREIGN KEY ("tenant_id", "specialty_id") REFERENCES "specialty"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employment" ADD CONSTRAINT "employment_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employment" ADD CONSTRAINT "employment_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_change" ADD CONSTRAINT "plan_change_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

do $$
declare
  t text;
begin
  foreach t in array array['selection', 'application', 'application_file', 'panel_member', 'panel_score', 'notice', 'notice_sighting', 'objection',
    'handover', 'sanction', 'institution_event', 'employment', 'plan_change', 'message']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I for all using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', t);
  end loop;
end
$$;
grant select, insert, update on selection, application, application_file, panel_member, panel_score, notice, objection, handover, sanction,
  institution_event, message to zhikong_app;
grant select, insert on notice_sighting, employment, plan_change to zhikong_app;

create trigger append_only before update or delete on notice_sighting for each row execute function refuse_change();
create trigger append_only_truncate before truncate on notice_sighting for each statement execute function refuse_change();
create trigger append_only before update or delete on plan_change for each row execute function refuse_change();
create trigger append_only_truncate before truncate on plan_change for each statement execute function refuse_change();

-- What a notice said is never changed, whoever asks; its state and its end may be.
create function refuse_rewriting_notice() returns trigger language plpgsql as $$
begin
  if (new.body, new.sha256, new.number, new.title, new.published_at, new.published_on, new.last_day, new.profile_version_id, new.selection_id)
    is distinct from (old.body, old.sha256, old.number, old.title, old.published_at, old.published_on, old.last_day, old.profile_version_id, old.selection_id) then
    raise exception 'a published notice is never changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger notice_as_published before update on notice for each row execute function refuse_rewriting_notice();

-- A submitted sheet is final.
create function refuse_rewriting_score() returns trigger language plpgsql as $$
begin
  if old.state = 'submitted' then
    raise exception 'a submitted sheet is final' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger panel_score_final before update on panel_score for each row execute function refuse_rewriting_score();

-- What the old host keeps is never changed.
create function refuse_rewriting_handover() returns trigger language plpgsql as $$
begin
  if old.sealed is not null then
    raise exception 'a sealed handover is never changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger handover_sealed before update on handover for each row execute function refuse_rewriting_handover();

alter table selection
  add constraint selection_road check (road in ('selection', 'designation', 'recommendation')),
  add constraint selection_purpose check (purpose in ('establish', 'replace')),
  add constraint selection_state check (state in ('draft', 'scheme-submitted', 'scheme-approved', 'open', 'reviewing', 'scoring', 'choosing', 'chosen', 'notice', 'decided', 'established', 'cancelled')),
  add constraint selection_replaces check ((purpose = 'replace') <= (centre_id is not null)),
  add constraint selection_body check ((body is not null) <= (road = 'recommendation')),
  add constraint selection_dates check (opens_on is null or closes_on is null or closes_on >= opens_on),
  -- Nobody approves his own work plan, and nobody releases or decides alone what he has chosen.
  add constraint selection_scheme_not_own check (scheme_approved_by_id is null or scheme_approved_by_id <> scheme_by_id),
  add constraint selection_release_not_own check (released_by_id is null or released_by_id <> chosen_by_id),
  add constraint selection_published check ((state in ('open', 'reviewing', 'scoring')) <= (published_at is not null and profile_version_id is not null)),
  add constraint selection_chosen check ((state in ('chosen', 'notice', 'decided', 'established')) <= (choice is not null and chosen_by_id is not null)),
  add constraint selection_decided check ((state in ('decided', 'established')) <= (decided_by_id is not null and decided_on is not null and document_number is not null)),
  add constraint selection_cancelled check ((state = 'cancelled') <= (coalesce(length(btrim(cancel_reason)), 0) > 0));
-- One round at a time for a direction.
create unique index selection_running on selection (tenant_id, specialty_id, coalesce(centre_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state not in ('decided', 'established', 'cancelled');

alter table application
  add constraint application_state check (state in ('draft', 'submitted', 'withdrawn', 'eligible', 'ineligible')),
  add constraint application_submitted check ((state in ('submitted', 'eligible', 'ineligible')) <= (receipt is not null and submitted_at is not null)),
  add constraint application_reviewed check ((state in ('eligible', 'ineligible')) <= (reviewed_by_id is not null and result is not null));
-- One application of an institution in a round; of a recommendation, one for each person.
create unique index application_of_institution on application (tenant_id, selection_id, institution_id) where post is null and state <> 'withdrawn';
create unique index application_of_person on application (tenant_id, selection_id, person_id, post) where post is not null and state <> 'withdrawn';

alter table panel_member add constraint panel_member_state check (state in ('invited', 'accepted', 'declined', 'recused')),
  add constraint panel_member_declared check ((state = 'accepted') <= (declared_at is not null)),
  add constraint panel_member_recused check ((state = 'recused') <= (coalesce(length(btrim(recused_reason)), 0) > 0));
alter table panel_score add constraint panel_score_state check (state in ('draft', 'submitted')),
  add constraint panel_score_submitted check ((state = 'submitted') = (submitted_at is not null and total is not null));
alter table notice add constraint notice_state check (state in ('running', 'closed', 'replaced'));
create unique index notice_running on notice (tenant_id, selection_id) where state = 'running';
-- What a notice says is public: the list of all jurisdictions reads it. Nothing else about the round stands in this table.
create policy notice_public on notice for select using (current_setting('app.tenant_id', true) = 'platform');
alter table objection
  add constraint objection_kind check (kind in ('person', 'institution')),
  add constraint objection_state check (state in ('open', 'answered')),
  add constraint objection_answered check ((state = 'answered') = (answer is not null and upheld is not null and answered_by_id is not null));
alter table handover
  add constraint handover_state check (state in ('open', 'given', 'done', 'overridden')),
  add constraint handover_given check ((state in ('given', 'done')) <= (old_signed_by_id is not null)),
  add constraint handover_done check ((state = 'done') <= (new_signed_by_id is not null and sealed is not null)),
  add constraint handover_overridden check ((state = 'overridden') <= (coalesce(length(btrim(override_reason)), 0) > 0 and overridden_by_id is not null and sealed is not null)),
  -- One hand does not both give and take.
  add constraint handover_two_hands check (old_signed_by_id is null or new_signed_by_id is null or old_signed_by_id <> new_signed_by_id);
alter table sanction add constraint sanction_ground check (ground in ('serious-violation', 'unqualified')),
  add constraint sanction_revoked check ((revoked_at is null) = (revoke_reason is null));
alter table institution_event add constraint institution_event_kind check (kind in ('major-event', 'serious-violation')),
  add constraint institution_event_revoked check ((revoked_at is null) = (revoke_reason is null));
alter table plan_change add constraint plan_change_kind check (kind in ('add', 'rename', 'merge', 'split', 'withdraw'));
alter table employment add constraint employment_dates check (started_on is null or ended_on is null or ended_on >= started_on);
