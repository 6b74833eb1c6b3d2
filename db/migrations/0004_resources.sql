CREATE TABLE "directory_resource_owners" (
	"resource_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "directory_resource_owners_resource_id_person_id_pk" PRIMARY KEY("resource_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "directory_resources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"origin_system" "origin_system" NOT NULL,
	"origin_id" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	"roles" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "directory_resources_no_group" CHECK ("directory_resources"."origin_system" <> 'AadGroup')
);
--> statement-breakpoint
DROP INDEX "resources_origin_key";--> statement-breakpoint
ALTER TABLE "resources" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "directory_resource_owners" ADD CONSTRAINT "directory_resource_owners_resource_id_directory_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."directory_resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_resource_owners" ADD CONSTRAINT "directory_resource_owners_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "directory_resources_origin_key" ON "directory_resources" USING btree ("origin_system","origin_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resources_origin_key" ON "resources" USING btree ("catalog_id","origin_system","origin_id") WHERE "resources"."deleted_at" is null;--> statement-breakpoint
INSERT INTO "directory_resources" ("id", "origin_system", "origin_id", "display_name", "description", "roles", "created_at")
SELECT DISTINCT ON (r."origin_system", r."origin_id") gen_random_uuid(), r."origin_system", r."origin_id", r."display_name", r."description",
  ARRAY(SELECT rr."display_name" FROM "resource_roles" rr WHERE rr."resource_id" = r."id" ORDER BY rr."display_name"), c."created_at"
FROM "resources" r JOIN "catalogs" c ON c."id" = r."catalog_id"
WHERE r."origin_system" <> 'AadGroup'
ORDER BY r."origin_system", r."origin_id", r."id";
