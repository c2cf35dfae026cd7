-- AlterTable
ALTER TABLE "departure" ADD COLUMN     "centre_id" UUID,
ADD COLUMN     "plan_change_id" UUID,
ADD COLUMN     "selection_id" UUID,
ALTER COLUMN "roster_change_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "departure_tenant_id_selection_id_idx" ON "departure"("tenant_id", "selection_id");

-- CreateIndex
CREATE INDEX "departure_tenant_id_centre_id_idx" ON "departure"("tenant_id", "centre_id");

-- CreateIndex
CREATE INDEX "departure_tenant_id_plan_change_id_idx" ON "departure"("tenant_id", "plan_change_id");

-- AddForeignKey
ALTER TABLE "departure" ADD CONSTRAINT "departure_tenant_id_selection_id_fkey" FOREIGN KEY ("tenant_id", "selection_id") REFERENCES "selection"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departure" ADD CONSTRAINT "departure_tenant_id_centre_id_fkey" FOREIGN KEY ("tenant_id", "centre_id") REFERENCES "centre"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departure" ADD CONSTRAINT "departure_tenant_id_plan_change_id_fkey" FOREIGN KEY ("tenant_id", "plan_change_id") REFERENCES "plan_change"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A departure belongs to one thing: a list, the result of a round, a centre set up by hand, or a change of the plan.
alter table departure
  add constraint departure_subject check (num_nonnulls(roster_change_id, selection_id, centre_id, plan_change_id) = 1),
  drop constraint departure_accepted,
  add constraint departure_accepted check ((state = 'accepted') <= (approved_by_id is not null and (expires_on is not null or roster_change_id is null)));
