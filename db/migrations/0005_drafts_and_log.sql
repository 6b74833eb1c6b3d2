CREATE TYPE "public"."audit_result" AS ENUM('success', 'failure');--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"position" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_chain_event_key" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "package_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "result" "audit_result" DEFAULT 'success' NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "package_drafts" ADD CONSTRAINT "package_drafts_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "package_drafts_author_idx" ON "package_drafts" USING btree ("author_id","modified_at");--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_delegator_idx" ON "audit_events" USING btree ("delegator_id","sequence") WHERE "audit_events"."delegator_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_activity_idx" ON "audit_events" USING btree ("activity","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_occurred_idx" ON "audit_events" USING btree ("occurred_at","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_subject_idx" ON "audit_events" USING btree ("subject_id","sequence") WHERE "audit_events"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "group_nestings_child_idx" ON "group_nestings" USING btree ("child_id");--> statement-breakpoint
-- What of an entry its hash covers: every column that has a value.
create function audit_content(entry audit_events) returns bytea language sql stable set timezone = 'UTC' as $$
  select convert_to(jsonb_strip_nulls(to_jsonb(entry))::text, 'UTF8')
$$;
--> statement-breakpoint
-- Deferred to the end of its transaction, which by then has every other lock it will ask for: writers wait for each
-- other here for as long as a commit takes, and nobody waits for them.
create function chain_audit_event() returns trigger language plpgsql as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(52824540);
  select position, hash into last from audit_chain order by position desc limit 1;
  insert into audit_chain (position, event_id, hash)
    values (coalesce(last.position, 0) + 1, new.id, sha256(coalesce(last.hash, ''::bytea) || audit_content(new)));
  return null;
end
$$;
--> statement-breakpoint
do $$
declare
  entry audit_events;
  link bytea := ''::bytea;
  place bigint := 0;
begin
  for entry in select * from audit_events order by sequence loop
    place := place + 1;
    link := sha256(link || audit_content(entry));
    insert into audit_chain (position, event_id, hash) values (place, entry.id, link);
  end loop;
end
$$;
--> statement-breakpoint
create constraint trigger audit_events_chained after insert on audit_events
deferrable initially deferred for each row execute function chain_audit_event();
--> statement-breakpoint
create or replace function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
--> statement-breakpoint
create trigger audit_chain_append_only before update or delete on audit_chain
for each row execute function refuse_change_of_history();
