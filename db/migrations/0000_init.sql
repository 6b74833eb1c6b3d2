CREATE TYPE "public"."allowed_target_scope" AS ENUM('notSpecified', 'specificDirectoryUsers', 'allMemberUsers', 'allDirectoryUsers', 'specificConnectedOrganizationUsers', 'allConfiguredConnectedOrganizationUsers', 'allExternalUsers');--> statement-breakpoint
CREATE TYPE "public"."approver_capacity" AS ENUM('primary', 'fallback', 'added', 'alternate', 'alternateFallback');--> statement-breakpoint
CREATE TYPE "public"."approver_source" AS ENUM('manager', 'managerLevel2', 'sponsor', 'internalSponsor', 'externalSponsor', 'user', 'group');--> statement-breakpoint
CREATE TYPE "public"."assignment_state" AS ENUM('delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed', 'expired');--> statement-breakpoint
CREATE TYPE "public"."callback_point" AS ENUM('assignmentRequestCreated', 'assignmentRequestApproved');--> statement-breakpoint
CREATE TYPE "public"."catalog_state" AS ENUM('published', 'unpublished');--> statement-breakpoint
CREATE TYPE "public"."catalog_type" AS ENUM('userManaged', 'serviceDefault');--> statement-breakpoint
CREATE TYPE "public"."end_reason" AS ENUM('expired', 'removedByYou', 'removedByManager', 'removedByAdministrator', 'approvalRevoked', 'deniedInReview', 'ruleNoLongerMatches', 'left');--> statement-breakpoint
CREATE TYPE "public"."group_role" AS ENUM('member', 'owner');--> statement-breakpoint
CREATE TYPE "public"."notification_kind" AS ENUM('decisionNeeded', 'forwardedToYou', 'stageApproved', 'requestApproved', 'requestDenied', 'requestTimedOut', 'approvalLapsed', 'accessReady', 'accessEnded', 'requestCanceled', 'deliveryFailed', 'closedForConflict', 'nobodyCanDecide', 'approvalReminder', 'informationAsked', 'informationGiven', 'requestedForYou', 'delegationChanged', 'delegateDecided', 'accessEndsSoon', 'accessExtended', 'accessRemoved');--> statement-breakpoint
CREATE TYPE "public"."origin_system" AS ENUM('AadGroup', 'AadApplication', 'SharePointOnline');--> statement-breakpoint
CREATE TYPE "public"."person_kind" AS ENUM('member', 'guest');--> statement-breakpoint
CREATE TYPE "public"."request_state" AS ENUM('submitted', 'pendingApproval', 'scheduled', 'delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed', 'denied', 'canceled');--> statement-breakpoint
CREATE TYPE "public"."request_sub_status" AS ENUM('accepted', 'pendingApproval', 'pendingApprovalEscalated', 'waitingForCallback', 'waitingForRequestor', 'pendingNotBefore', 'deniedByApprover', 'deniedByExtension', 'timedOut', 'unanswered', 'invalidSchedule', 'conflict', 'processExpired');--> statement-breakpoint
CREATE TYPE "public"."request_type" AS ENUM('userAdd', 'userUpdate', 'userRemove', 'onBehalfAdd', 'onBehalfUpdate', 'onBehalfRemove', 'adminAdd', 'adminUpdate', 'adminRemove', 'systemAdd', 'systemUpdate', 'systemRemove');--> statement-breakpoint
CREATE TYPE "public"."role_grant_state" AS ENUM('pendingGrant', 'granted', 'grantFailed', 'pendingRevoke', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."role_name" AS ENUM('governanceAdministrator', 'catalogCreator', 'catalogOwner', 'catalogReader', 'accessPackageManager', 'accessPackageAssignmentManager', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."stage_state" AS ENUM('active', 'approved', 'denied', 'timedOut', 'closed');--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"package_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"state" "assignment_state" NOT NULL,
	"policy_snapshot" jsonb NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone,
	"expired_at" timestamp (3) with time zone,
	"end_reason" "end_reason",
	"is_extended" boolean NOT NULL,
	"end_notice_days" smallint,
	"deprovisioned_at" timestamp (3) with time zone,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"assignment_id" uuid NOT NULL,
	"resource_role_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" "role_grant_state" NOT NULL,
	"attempts" integer NOT NULL,
	"first_attempt_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"problem" text,
	"granted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "role_grants_assignment_id_resource_role_id_pk" PRIMARY KEY("assignment_id","resource_role_id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"activity" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"delegator_id" uuid,
	"delegator_name" text,
	"target_id" uuid,
	"target_name" text,
	"package_id" uuid,
	"package_name" text,
	"policy_id" uuid,
	"request_id" uuid,
	"assignment_id" uuid,
	"old_state" "request_state",
	"new_state" "request_state",
	"reason" text,
	"payload" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"rule" text NOT NULL,
	"request_id" uuid,
	"stage" smallint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	"state" "catalog_state" NOT NULL,
	"is_externally_visible" boolean NOT NULL,
	"catalog_type" "catalog_type" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resource_roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"group_role" "group_role"
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"catalog_id" uuid NOT NULL,
	"origin_system" "origin_system" NOT NULL,
	"origin_id" text NOT NULL,
	"group_id" uuid,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "resources_group" CHECK (("resources"."origin_system" = 'AadGroup') = ("resources"."group_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "role_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" "role_name" NOT NULL,
	"person_id" uuid,
	"group_id" uuid,
	"catalog_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_assignments_principal" CHECK (num_nonnulls("role_assignments"."person_id", "role_assignments"."group_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"delegator_id" uuid PRIMARY KEY NOT NULL,
	"delegate_id" uuid,
	"delegate_group_id" uuid,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delegations_delegate" CHECK (num_nonnulls("delegations"."delegate_id", "delegations"."delegate_group_id") = 1),
	CONSTRAINT "delegations_not_oneself" CHECK ("delegations"."delegator_id" <> "delegations"."delegate_id")
);
--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"id" smallint PRIMARY KEY NOT NULL,
	"offset_ms" bigint NOT NULL,
	CONSTRAINT "demo_clock_single" CHECK ("demo_clock"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "group_closure" (
	"ancestor_id" uuid NOT NULL,
	"descendant_id" uuid NOT NULL,
	CONSTRAINT "group_closure_ancestor_id_descendant_id_pk" PRIMARY KEY("ancestor_id","descendant_id")
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" "group_role" NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_members_group_id_person_id_role_pk" PRIMARY KEY("group_id","person_id","role")
);
--> statement-breakpoint
CREATE TABLE "group_nestings" (
	"parent_id" uuid NOT NULL,
	"child_id" uuid NOT NULL,
	CONSTRAINT "group_nestings_parent_id_child_id_pk" PRIMARY KEY("parent_id","child_id"),
	CONSTRAINT "group_nestings_not_itself" CHECK ("group_nestings"."parent_id" <> "group_nestings"."child_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"email" text NOT NULL,
	"user_principal_name" text NOT NULL,
	"kind" "person_kind" NOT NULL,
	"is_enabled" boolean NOT NULL,
	"job_title" text,
	"department" text,
	"manager_id" uuid,
	"preferred_language" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_sponsors" (
	"person_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	CONSTRAINT "person_sponsors_person_id_sponsor_id_pk" PRIMARY KEY("person_id","sponsor_id")
);
--> statement-breakpoint
CREATE TABLE "access_packages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"catalog_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	"is_hidden" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incompatible_groups" (
	"package_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "incompatible_groups_package_id_group_id_pk" PRIMARY KEY("package_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "incompatible_packages" (
	"package_id" uuid NOT NULL,
	"incompatible_package_id" uuid NOT NULL,
	CONSTRAINT "incompatible_packages_package_id_incompatible_package_id_pk" PRIMARY KEY("package_id","incompatible_package_id"),
	CONSTRAINT "incompatible_packages_not_itself" CHECK ("incompatible_packages"."package_id" <> "incompatible_packages"."incompatible_package_id")
);
--> statement-breakpoint
CREATE TABLE "override_packages" (
	"package_id" uuid NOT NULL,
	"overridden_package_id" uuid NOT NULL,
	CONSTRAINT "override_packages_package_id_overridden_package_id_pk" PRIMARY KEY("package_id","overridden_package_id")
);
--> statement-breakpoint
CREATE TABLE "package_resource_roles" (
	"package_id" uuid NOT NULL,
	"resource_role_id" uuid NOT NULL,
	CONSTRAINT "package_resource_roles_package_id_resource_role_id_pk" PRIMARY KEY("package_id","resource_role_id")
);
--> statement-breakpoint
CREATE TABLE "assignment_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"package_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"description" text NOT NULL,
	"is_enabled" boolean NOT NULL,
	"version" integer NOT NULL,
	"allowed_target_scope" "allowed_target_scope" NOT NULL,
	"enable_targets_to_self_add_access" boolean NOT NULL,
	"requestor_settings" jsonb NOT NULL,
	"request_approval_settings" jsonb NOT NULL,
	"questions" jsonb NOT NULL,
	"expiration" jsonb NOT NULL,
	"custom_extension_stage_settings" jsonb NOT NULL,
	"notification_settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_targets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"person_id" uuid,
	"group_id" uuid,
	CONSTRAINT "policy_targets_subject" CHECK (num_nonnulls("policy_targets"."person_id", "policy_targets"."group_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "request_stages" (
	"request_id" uuid NOT NULL,
	"stage" smallint NOT NULL,
	"state" "stage_state" NOT NULL,
	"activated_at" timestamp (3) with time zone NOT NULL,
	"forward_at" timestamp (3) with time zone,
	"forwarded_at" timestamp (3) with time zone,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"decider_id" uuid,
	"decider_name" text,
	"decider_capacity" "approver_capacity",
	"delegator_id" uuid,
	"delegator_name" text,
	"reason" text,
	"nudged_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoker_id" uuid,
	"revoker_name" text,
	"revocation_reason" text,
	CONSTRAINT "request_stages_request_id_stage_pk" PRIMARY KEY("request_id","stage")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" "request_type" NOT NULL,
	"package_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"requestor_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"resubmission_of" uuid,
	"state" "request_state" NOT NULL,
	"sub_status" "request_sub_status",
	"policy_snapshot" jsonb NOT NULL,
	"justification" text,
	"answers" jsonb NOT NULL,
	"dynamic_stages" jsonb NOT NULL,
	"exchanges" jsonb NOT NULL,
	"callback_point" "callback_point",
	"callback_since" timestamp (3) with time zone,
	"callback_until" timestamp (3) with time zone,
	"requested_start_at" timestamp (3) with time zone,
	"requested_end_at" timestamp (3) with time zone,
	"start_at" timestamp (3) with time zone,
	"end_at" timestamp (3) with time zone,
	"closing_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"next_due_at" timestamp (3) with time zone,
	"client_key" text,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stage_approvers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"stage" smallint NOT NULL,
	"position" smallint NOT NULL,
	"capacity" "approver_capacity" NOT NULL,
	"source" "approver_source" NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"person_id" uuid,
	"group_id" uuid,
	CONSTRAINT "stage_approvers_subject" CHECK (num_nonnulls("stage_approvers"."person_id", "stage_approvers"."group_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "tenant_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by_id" uuid
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_target_id_people_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_resource_role_id_resource_roles_id_fk" FOREIGN KEY ("resource_role_id") REFERENCES "public"."resource_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_recipient_id_people_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_roles" ADD CONSTRAINT "resource_roles_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegator_id_people_id_fk" FOREIGN KEY ("delegator_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_id_people_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_group_id_groups_id_fk" FOREIGN KEY ("delegate_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_closure" ADD CONSTRAINT "group_closure_ancestor_id_groups_id_fk" FOREIGN KEY ("ancestor_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_closure" ADD CONSTRAINT "group_closure_descendant_id_groups_id_fk" FOREIGN KEY ("descendant_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_nestings" ADD CONSTRAINT "group_nestings_parent_id_groups_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_nestings" ADD CONSTRAINT "group_nestings_child_id_groups_id_fk" FOREIGN KEY ("child_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_sponsors" ADD CONSTRAINT "person_sponsors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_sponsors" ADD CONSTRAINT "person_sponsors_sponsor_id_people_id_fk" FOREIGN KEY ("sponsor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_packages" ADD CONSTRAINT "access_packages_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incompatible_groups" ADD CONSTRAINT "incompatible_groups_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incompatible_groups" ADD CONSTRAINT "incompatible_groups_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incompatible_packages" ADD CONSTRAINT "incompatible_packages_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incompatible_packages" ADD CONSTRAINT "incompatible_packages_incompatible_package_id_access_packages_id_fk" FOREIGN KEY ("incompatible_package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_packages" ADD CONSTRAINT "override_packages_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_packages" ADD CONSTRAINT "override_packages_overridden_package_id_access_packages_id_fk" FOREIGN KEY ("overridden_package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_resource_roles" ADD CONSTRAINT "package_resource_roles_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_resource_roles" ADD CONSTRAINT "package_resource_roles_resource_role_id_resource_roles_id_fk" FOREIGN KEY ("resource_role_id") REFERENCES "public"."resource_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_policies" ADD CONSTRAINT "assignment_policies_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD CONSTRAINT "policy_targets_policy_id_assignment_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."assignment_policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD CONSTRAINT "policy_targets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD CONSTRAINT "policy_targets_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_decider_id_people_id_fk" FOREIGN KEY ("decider_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_delegator_id_people_id_fk" FOREIGN KEY ("delegator_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_revoker_id_people_id_fk" FOREIGN KEY ("revoker_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_package_id_access_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_target_id_people_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_requestor_id_people_id_fk" FOREIGN KEY ("requestor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_approvers" ADD CONSTRAINT "stage_approvers_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_approvers" ADD CONSTRAINT "stage_approvers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_approvers" ADD CONSTRAINT "stage_approvers_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_settings" ADD CONSTRAINT "tenant_settings_changed_by_id_people_id_fk" FOREIGN KEY ("changed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_one_active" ON "assignments" USING btree ("target_id","package_id") WHERE "assignments"."state" in ('delivering', 'delivered', 'partiallyDelivered');--> statement-breakpoint
CREATE INDEX "assignments_target_idx" ON "assignments" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "assignments_package_idx" ON "assignments" USING btree ("package_id","id");--> statement-breakpoint
CREATE INDEX "assignments_due_idx" ON "assignments" USING btree ("end_at") WHERE "assignments"."state" in ('delivering', 'delivered', 'partiallyDelivered');--> statement-breakpoint
CREATE INDEX "role_grants_person_role_idx" ON "role_grants" USING btree ("person_id","resource_role_id");--> statement-breakpoint
CREATE INDEX "role_grants_due_idx" ON "role_grants" USING btree ("next_attempt_at") WHERE "role_grants"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_request_idx" ON "audit_events" USING btree ("request_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_target_idx" ON "audit_events" USING btree ("target_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_package_idx" ON "audit_events" USING btree ("package_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_events_sequence_idx" ON "audit_events" USING btree ("sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("event_id","recipient_id");--> statement-breakpoint
CREATE INDEX "notifications_recipient_idx" ON "notifications" USING btree ("recipient_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "catalogs_display_name_key" ON "catalogs" USING btree (lower("display_name"));--> statement-breakpoint
CREATE UNIQUE INDEX "resource_roles_name_key" ON "resource_roles" USING btree ("resource_id","display_name");--> statement-breakpoint
CREATE UNIQUE INDEX "resources_origin_key" ON "resources" USING btree ("catalog_id","origin_system","origin_id");--> statement-breakpoint
CREATE INDEX "role_assignments_person_idx" ON "role_assignments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_assignments_group_idx" ON "role_assignments" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "delegations_delegate_idx" ON "delegations" USING btree ("delegate_id");--> statement-breakpoint
CREATE INDEX "delegations_delegate_group_idx" ON "delegations" USING btree ("delegate_group_id");--> statement-breakpoint
CREATE INDEX "group_closure_descendant_idx" ON "group_closure" USING btree ("descendant_id");--> statement-breakpoint
CREATE INDEX "group_members_person_idx" ON "group_members" USING btree ("person_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_display_name_key" ON "groups" USING btree (lower("display_name"));--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_key" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "people_user_principal_name_key" ON "people" USING btree (lower("user_principal_name"));--> statement-breakpoint
CREATE INDEX "people_manager_idx" ON "people" USING btree ("manager_id");--> statement-breakpoint
CREATE INDEX "people_display_name_idx" ON "people" USING btree ("display_name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_packages_name_key" ON "access_packages" USING btree ("catalog_id",lower("display_name"));--> statement-breakpoint
CREATE INDEX "access_packages_name_idx" ON "access_packages" USING btree (lower("display_name"),"id");--> statement-breakpoint
CREATE INDEX "incompatible_packages_reverse_idx" ON "incompatible_packages" USING btree ("incompatible_package_id");--> statement-breakpoint
CREATE INDEX "package_resource_roles_role_idx" ON "package_resource_roles" USING btree ("resource_role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_policies_name_key" ON "assignment_policies" USING btree ("package_id",lower("display_name"));--> statement-breakpoint
CREATE INDEX "policy_targets_policy_idx" ON "policy_targets" USING btree ("policy_id");--> statement-breakpoint
CREATE INDEX "policy_targets_person_idx" ON "policy_targets" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "policy_targets_group_idx" ON "policy_targets" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "request_stages_active_idx" ON "request_stages" USING btree ("deadline_at","request_id") WHERE "request_stages"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_open_add" ON "requests" USING btree ("target_id","package_id") WHERE "requests"."type" in ('userAdd', 'onBehalfAdd', 'adminAdd', 'systemAdd') and "requests"."state" in ('submitted', 'pendingApproval', 'scheduled', 'delivering');--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_open_change" ON "requests" USING btree ("assignment_id") WHERE "requests"."type" not in ('userAdd', 'onBehalfAdd', 'adminAdd', 'systemAdd', 'systemUpdate') and "requests"."state" in ('submitted', 'pendingApproval', 'scheduled', 'delivering');--> statement-breakpoint
CREATE UNIQUE INDEX "requests_client_key" ON "requests" USING btree ("requestor_id","client_key");--> statement-breakpoint
CREATE INDEX "requests_due_idx" ON "requests" USING btree ("next_due_at") WHERE "requests"."next_due_at" is not null;--> statement-breakpoint
CREATE INDEX "requests_delivering_idx" ON "requests" USING btree ("id") WHERE "requests"."state" = 'delivering';--> statement-breakpoint
CREATE INDEX "requests_target_idx" ON "requests" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "requests_requestor_idx" ON "requests" USING btree ("requestor_id","id");--> statement-breakpoint
CREATE INDEX "requests_package_idx" ON "requests" USING btree ("package_id","id");--> statement-breakpoint
CREATE INDEX "requests_assignment_idx" ON "requests" USING btree ("assignment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stage_approvers_position_key" ON "stage_approvers" USING btree ("request_id","stage","position");--> statement-breakpoint
CREATE INDEX "stage_approvers_person_idx" ON "stage_approvers" USING btree ("person_id","request_id");--> statement-breakpoint
CREATE INDEX "stage_approvers_group_idx" ON "stage_approvers" USING btree ("group_id","request_id");