-- CreateTable
CREATE TABLE "assessment_year" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "grade_rule" TEXT,
    "reason" TEXT,
    "decided_by_id" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "assessment_year_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "hosting_period_id" UUID,
    "year" INTEGER NOT NULL,
    "cycle" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'assigned',
    "assessor_account_id" UUID,
    "assessor_name" TEXT,
    "due_on" DATE,
    "score" DECIMAL(5,1),
    "items" JSONB,
    "proposed_grade" TEXT,
    "comment" TEXT,
    "proposed_at" TIMESTAMPTZ(6),
    "return_reason" TEXT,
    "grade" TEXT,
    "grounds" TEXT,
    "confirmed_by_id" UUID,
    "confirmed_by_name" TEXT,
    "confirmed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "centre_id" UUID NOT NULL,
    "hosting_period_id" UUID,
    "assessment_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "on_date" DATE NOT NULL,
    "profile_version_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,
    "result" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "outcome" JSONB,
    "as_computed" BOOLEAN,
    "reason" TEXT,
    "effective_on" DATE,
    "rectify_by" DATE,
    "decided_by_id" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_id" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'jurisdiction',
    "sort" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "login_name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(6),
    "invite_hash" TEXT,
    "invite_expires_at" TIMESTAMPTZ(6),
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'active',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "unlocked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "session_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_attempt" (
    "id" UUID NOT NULL,
    "login_name" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "login_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "centre_id" UUID,
    "institution_id" UUID,
    "office" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "profile_version" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "profile_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "document" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "profile_version_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "submission" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "body_hash" TEXT NOT NULL,
    "reply" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "account_id" UUID,
    "account_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "institution" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "newly_opened" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "title_since" DATE,
    "born" DATE,
    "employment" TEXT NOT NULL DEFAULT 'in-service',
    "class" TEXT,
    "heads_specialty" BOOLEAN NOT NULL DEFAULT false,
    "practises_here_since" DATE,
    "parent_level_expert" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "penalty" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "authority" TEXT NOT NULL,

    CONSTRAINT "penalty_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "specialty" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "field" TEXT NOT NULL DEFAULT '',
    "direction" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "number" INTEGER,
    "listed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "specialty_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "centre" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "specialty_id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'operating',
    "opened_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centre_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "hosting_period" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "cycle" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "due_to_end_on" DATE,
    "ended_on" DATE,
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "hosting_period_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "committee" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "cohort" INTEGER NOT NULL,
    "term_from" DATE NOT NULL,
    "term_to" DATE,
    "ended_on" DATE,
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "committee_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "appointment" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "posts" TEXT[],
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "end_reason" TEXT,
    "replaces_person_id" UUID,
    "roster_change_id" UUID,

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "roster_change" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "effective_on" DATE NOT NULL,
    "base_version" INTEGER NOT NULL,
    "profile_version_id" UUID,
    "facts" JSONB,
    "result" JSONB,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "opinion" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "roster_change_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "roster_entry" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "roster_change_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "posts" TEXT[],
    "employer_consent" BOOLEAN,
    "replaces_person_id" UUID,

    CONSTRAINT "roster_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "departure" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "roster_change_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "expires_on" DATE,
    "approved_by_id" UUID,
    "approved_by_name" TEXT,
    "approved_at" TIMESTAMPTZ(6),

    CONSTRAINT "departure_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "assessment_year_tenant_id_year_key" ON "assessment_year"("tenant_id", "year");

-- CreateIndex
CREATE INDEX "assessment_tenant_id_year_state_idx" ON "assessment"("tenant_id", "year", "state");

-- CreateIndex
CREATE INDEX "assessment_tenant_id_assessor_account_id_state_idx" ON "assessment"("tenant_id", "assessor_account_id", "state");

-- CreateIndex
CREATE INDEX "assessment_tenant_id_hosting_period_id_idx" ON "assessment"("tenant_id", "hosting_period_id");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_tenant_id_centre_id_year_key" ON "assessment"("tenant_id", "centre_id", "year");

-- CreateIndex
CREATE INDEX "decision_tenant_id_centre_id_created_at_idx" ON "decision"("tenant_id", "centre_id", "created_at");

-- CreateIndex
CREATE INDEX "decision_tenant_id_state_created_at_idx" ON "decision"("tenant_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "decision_tenant_id_hosting_period_id_idx" ON "decision"("tenant_id", "hosting_period_id");

-- CreateIndex
CREATE INDEX "decision_tenant_id_profile_version_id_idx" ON "decision"("tenant_id", "profile_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_tenant_id_number_key" ON "decision"("tenant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "decision_tenant_id_assessment_id_question_key" ON "decision"("tenant_id", "assessment_id", "question");

-- CreateIndex
CREATE INDEX "tenant_parent_id_idx" ON "tenant"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_login_name_key" ON "account"("login_name");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "login_attempt_login_name_at_idx" ON "login_attempt"("login_name", "at");

-- CreateIndex
CREATE INDEX "login_attempt_ip_at_idx" ON "login_attempt"("ip", "at");

-- CreateIndex
CREATE INDEX "membership_tenant_id_account_id_idx" ON "membership"("tenant_id", "account_id");

-- CreateIndex
CREATE INDEX "membership_account_id_idx" ON "membership"("account_id");

-- CreateIndex
CREATE INDEX "membership_tenant_id_centre_id_idx" ON "membership"("tenant_id", "centre_id");

-- CreateIndex
CREATE INDEX "membership_tenant_id_institution_id_idx" ON "membership"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "profile_version_tenant_id_effective_from_idx" ON "profile_version"("tenant_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "profile_version_tenant_id_profile_id_revision_key" ON "profile_version"("tenant_id", "profile_id", "revision");

-- CreateIndex
CREATE INDEX "submission_tenant_id_created_at_idx" ON "submission"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "submission_tenant_id_account_id_act_key_key" ON "submission"("tenant_id", "account_id", "act", "key");

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_act_seq_idx" ON "audit_event"("tenant_id", "act", "seq");

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_target_id_idx" ON "audit_event"("tenant_id", "target_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_tenant_id_prev_hash_key" ON "audit_event"("tenant_id", "prev_hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_tenant_id_seq_key" ON "audit_event"("tenant_id", "seq");

-- CreateIndex
CREATE INDEX "institution_tenant_id_pinyin_idx" ON "institution"("tenant_id", "pinyin");

-- CreateIndex
CREATE UNIQUE INDEX "institution_tenant_id_name_key" ON "institution"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "person_tenant_id_institution_id_idx" ON "person"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "person_tenant_id_pinyin_idx" ON "person"("tenant_id", "pinyin");

-- CreateIndex
CREATE INDEX "penalty_tenant_id_person_id_idx" ON "penalty"("tenant_id", "person_id");

-- CreateIndex
CREATE INDEX "specialty_tenant_id_number_idx" ON "specialty"("tenant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "specialty_tenant_id_class_field_direction_key" ON "specialty"("tenant_id", "class", "field", "direction");

-- CreateIndex
CREATE INDEX "centre_tenant_id_status_idx" ON "centre"("tenant_id", "status");

-- CreateIndex
CREATE INDEX "centre_tenant_id_pinyin_idx" ON "centre"("tenant_id", "pinyin");

-- CreateIndex
CREATE INDEX "centre_tenant_id_specialty_id_idx" ON "centre"("tenant_id", "specialty_id");

-- CreateIndex
CREATE UNIQUE INDEX "centre_tenant_id_code_key" ON "centre"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "hosting_period_tenant_id_centre_id_starts_on_idx" ON "hosting_period"("tenant_id", "centre_id", "starts_on");

-- CreateIndex
CREATE INDEX "hosting_period_tenant_id_institution_id_idx" ON "hosting_period"("tenant_id", "institution_id");

-- CreateIndex
CREATE INDEX "committee_tenant_id_term_to_idx" ON "committee"("tenant_id", "term_to");

-- CreateIndex
CREATE UNIQUE INDEX "committee_tenant_id_centre_id_body_cohort_key" ON "committee"("tenant_id", "centre_id", "body", "cohort");

-- CreateIndex
CREATE INDEX "appointment_tenant_id_committee_id_valid_from_idx" ON "appointment"("tenant_id", "committee_id", "valid_from");

-- CreateIndex
CREATE INDEX "appointment_tenant_id_person_id_idx" ON "appointment"("tenant_id", "person_id");

-- CreateIndex
CREATE INDEX "roster_change_tenant_id_committee_id_state_idx" ON "roster_change"("tenant_id", "committee_id", "state");

-- CreateIndex
CREATE INDEX "roster_change_tenant_id_state_submitted_at_idx" ON "roster_change"("tenant_id", "state", "submitted_at");

-- CreateIndex
CREATE INDEX "roster_change_tenant_id_profile_version_id_idx" ON "roster_change"("tenant_id", "profile_version_id");

-- CreateIndex
CREATE INDEX "roster_entry_tenant_id_person_id_idx" ON "roster_entry"("tenant_id", "person_id");

-- CreateIndex
CREATE INDEX "roster_entry_tenant_id_replaces_person_id_idx" ON "roster_entry"("tenant_id", "replaces_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "roster_entry_tenant_id_roster_change_id_person_id_key" ON "roster_entry"("tenant_id", "roster_change_id", "person_id");

-- CreateIndex
CREATE INDEX "departure_tenant_id_state_idx" ON "departure"("tenant_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "departure_tenant_id_roster_change_id_rule_key" ON "departure"("tenant_id", "roster_change_id", "rule");

-- AddForeignKey
ALTER TABLE "assessment_year" ADD CONSTRAINT "assessment_year_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_tenant_id_hosting_period_id_fkey" FOREIGN KEY ("tenant_id", "hosting_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_hosting_period_id_fkey" FOREIGN KEY ("tenant_id", "hosting_period_id") REFERENCES "hosting_period"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_assessment_id_fkey" FOREIGN KEY ("tenant_id", "assessment_id") REFERENCES "assessment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_profile_version_id_fkey" FOREIGN KEY ("tenant_id", "profile_version_id") REFERENCES "profile_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile_version" ADD CONSTRAINT "profile_version_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "institution" ADD CONSTRAINT "institution_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalty" ADD CONSTRAINT "penalty_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specialty" ADD CONSTRAINT "specialty_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "centre" ADD CONSTRAINT "centre_tenant_id_specialty_id_fkey" FOREIGN KEY ("tenant_id", "specialty_id") REFERENCES "specialty"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hosting_period" ADD CONSTRAINT "hosting_period_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hosting_period" ADD CONSTRAINT "hosting_period_tenant_id_institution_id_fkey" FOREIGN KEY ("tenant_id", "institution_id") REFERENCES "institution"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee" ADD CONSTRAINT "committee_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_tenant_id_committee_id_fkey" FOREIGN KEY ("tenant_id", "committee_id") REFERENCES "committee"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_tenant_id_replaces_person_id_fkey" FOREIGN KEY ("tenant_id", "replaces_person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_tenant_id_roster_change_id_fkey" FOREIGN KEY ("tenant_id", "roster_change_id") REFERENCES "roster_change"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_change" ADD CONSTRAINT "roster_change_tenant_id_committee_id_fkey" FOREIGN KEY ("tenant_id", "committee_id") REFERENCES "committee"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_change" ADD CONSTRAINT "roster_change_tenant_id_profile_version_id_fkey" FOREIGN KEY ("tenant_id", "profile_version_id") REFERENCES "profile_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_tenant_id_roster_change_id_fkey" FOREIGN KEY ("tenant_id", "roster_change_id") REFERENCES "roster_change"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_tenant_id_replaces_person_id_fkey" FOREIGN KEY ("tenant_id", "replaces_person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departure" ADD CONSTRAINT "departure_tenant_id_roster_change_id_fkey" FOREIGN KEY ("tenant_id", "roster_change_id") REFERENCES "roster_change"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
