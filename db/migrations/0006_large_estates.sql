create extension if not exists pg_trgm;
--> statement-breakpoint
DROP INDEX "assignments_due_idx";--> statement-breakpoint
CREATE INDEX "assignments_start_idx" ON "assignments" USING btree ("start_at","id");--> statement-breakpoint
CREATE INDEX "assignments_end_idx" ON "assignments" USING btree (coalesce("expired_at", "end_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "assignments_problem_idx" ON "assignments" USING btree ("package_id") WHERE "assignments"."state" in ('partiallyDelivered', 'deliveryFailed');--> statement-breakpoint
CREATE INDEX "people_name_parts_idx" ON "people" USING gin (lower("display_name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "access_packages_name_parts_idx" ON "access_packages" USING gin (lower("display_name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "assignment_policies_package_idx" ON "assignment_policies" USING btree ("package_id");--> statement-breakpoint
CREATE INDEX "assignment_policies_colleagues_idx" ON "assignment_policies" USING btree ("package_id") WHERE "assignment_policies"."requestor_settings" @> '{"onBehalfRequestors": [{"kind": "anyDirectoryUser"}], "enableOnBehalfRequestorsToAddAccess": true}'::jsonb;--> statement-breakpoint
CREATE INDEX "assignment_policies_managers_idx" ON "assignment_policies" USING btree ("package_id") WHERE "assignment_policies"."requestor_settings" @> '{"onBehalfRequestors": [{"kind": "requestorManager"}], "enableOnBehalfRequestorsToAddAccess": true}'::jsonb;--> statement-breakpoint
CREATE INDEX "requests_created_idx" ON "requests" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "requests_pending_idx" ON "requests" USING btree ("package_id") WHERE "requests"."state" = 'pendingApproval';--> statement-breakpoint
CREATE INDEX "assignments_due_idx" ON "assignments" USING btree ("end_at","package_id") WHERE "assignments"."state" in ('delivering', 'delivered', 'partiallyDelivered');