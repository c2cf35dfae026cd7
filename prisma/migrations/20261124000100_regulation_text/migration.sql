-- The words of a regulation, uploaded by an administrator, shown beside the rules that cite them.
-- CreateTable
CREATE TABLE "regulation_text" (
    "tenant_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "profile_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "articles" JSONB NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "regulation_text_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "regulation_text_tenant_id_profile_id_uploaded_at_idx" ON "regulation_text"("tenant_id", "profile_id", "uploaded_at");

-- AddForeignKey
ALTER TABLE "regulation_text" ADD CONSTRAINT "regulation_text_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

alter table regulation_text enable row level security;
alter table regulation_text force row level security;
create policy tenant_isolation on regulation_text for all using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
grant select, insert on regulation_text to zhikong_app;
create trigger append_only before update or delete on regulation_text for each row execute function refuse_change();
create trigger append_only_truncate before truncate on regulation_text for each statement execute function refuse_change();
