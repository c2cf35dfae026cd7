-- CreateTable
CREATE TABLE "redetermination" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "document_number" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "selection_id" UUID,
    "decided_by_id" UUID NOT NULL,
    "decided_by_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "redetermination_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "redetermination_tenant_id_centre_id_decided_on_idx" ON "redetermination"("tenant_id", "centre_id", "decided_on");

-- CreateIndex
CREATE INDEX "redetermination_tenant_id_selection_id_idx" ON "redetermination"("tenant_id", "selection_id");

-- CreateIndex
CREATE UNIQUE INDEX "redetermination_tenant_id_document_number_key" ON "redetermination"("tenant_id", "document_number");

-- AddForeignKey
ALTER TABLE "redetermination" ADD CONSTRAINT "redetermination_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redetermination" ADD CONSTRAINT "redetermination_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever is determined anew is so by a round.
alter table redetermination
  add constraint redetermination_outcome check (outcome in ('continued', 'anew')),
  add constraint redetermination_round check ((outcome = 'anew') = (selection_id is not null));
alter table redetermination enable row level security;
alter table redetermination force row level security;
create policy tenant_isolation on redetermination for all using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
grant select, insert on redetermination to zhikong_app;
create trigger append_only before update or delete on redetermination for each row execute function refuse_change();
create trigger append_only_truncate before truncate on redetermination for each statement execute function refuse_change();
