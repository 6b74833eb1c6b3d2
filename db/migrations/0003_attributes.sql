CREATE TABLE "person_attributes" (
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	"assignment_id" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "person_attributes_person_id_name_pk" PRIMARY KEY("person_id","name")
);
--> statement-breakpoint
CREATE TABLE "resource_attributes" (
	"resource_id" uuid NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "resource_attributes_resource_id_name_pk" PRIMARY KEY("resource_id","name")
);
--> statement-breakpoint
ALTER TABLE "person_attributes" ADD CONSTRAINT "person_attributes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_attributes" ADD CONSTRAINT "person_attributes_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_attributes" ADD CONSTRAINT "resource_attributes_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requests_completed_idx" ON "requests" USING btree ("completed_at") WHERE "requests"."completed_at" is not null;