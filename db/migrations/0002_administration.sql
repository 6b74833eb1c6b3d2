DROP INDEX "catalogs_display_name_key";--> statement-breakpoint
DROP INDEX "access_packages_name_key";--> statement-breakpoint
DROP INDEX "assignment_policies_name_key";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "catalog_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "catalog_name" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "subject_id" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "subject_name" text;--> statement-breakpoint
ALTER TABLE "catalogs" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogs" ADD COLUMN "modified_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "catalogs" SET "modified_at" = "created_at";--> statement-breakpoint
ALTER TABLE "catalogs" ALTER COLUMN "modified_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogs" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "access_packages" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "access_packages" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "assignment_policies" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "audit_events_catalog_idx" ON "audit_events" USING btree ("catalog_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "catalogs_display_name_key" ON "catalogs" USING btree (lower("display_name")) WHERE "catalogs"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_packages_name_key" ON "access_packages" USING btree ("catalog_id",lower("display_name")) WHERE "access_packages"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_policies_name_key" ON "assignment_policies" USING btree ("package_id",lower("display_name")) WHERE "assignment_policies"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_once" UNIQUE NULLS NOT DISTINCT("role","person_id","group_id","catalog_id");
