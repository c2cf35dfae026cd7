-- Under which article a body ended.
-- AlterTable
ALTER TABLE "committee" ADD COLUMN     "end_article" TEXT;
