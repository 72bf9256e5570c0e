CREATE TABLE "account_roles" (
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"ars" text
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"reset_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"draft_id" text,
	"submission_id" text,
	"path" text NOT NULL,
	"storage_key" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "attachments_one_owner" CHECK ("attachments"."draft_id" is null or "attachments"."submission_id" is null)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ars" text,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"ars" text NOT NULL,
	"version" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "data_keys_ars_version_pk" PRIMARY KEY("ars","version")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"service_version" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"ars" text PRIMARY KEY NOT NULL,
	"ags" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"district" text,
	"postal_code" text,
	"population" integer,
	"kind" text,
	"search_text" text NOT NULL,
	CONSTRAINT "municipalities_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "postal_codes" (
	"code" text NOT NULL,
	"ars" text NOT NULL,
	CONSTRAINT "postal_codes_code_ars_pk" PRIMARY KEY("code","ars")
);
--> statement-breakpoint
CREATE TABLE "offerings" (
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"enabled" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "offerings_ars_service_id_pk" PRIMARY KEY("ars","service_id")
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" text NOT NULL,
	"version" text NOT NULL,
	"definition" jsonb NOT NULL,
	"source" text NOT NULL,
	"content_hash" text NOT NULL,
	"is_current" boolean NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "services_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "forwardings" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"ars" text NOT NULL,
	"adapter" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submission_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"ars" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"service_version" text NOT NULL,
	"reference" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"draft_id" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "submissions_reference_unique" UNIQUE("reference"),
	CONSTRAINT "submissions_draft_id_unique" UNIQUE("draft_id")
);
--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postal_codes" ADD CONSTRAINT "postal_codes_ars_municipalities_ars_fk" FOREIGN KEY ("ars") REFERENCES "public"."municipalities"("ars") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "offerings" ADD CONSTRAINT "offerings_ars_municipalities_ars_fk" FOREIGN KEY ("ars") REFERENCES "public"."municipalities"("ars") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forwardings" ADD CONSTRAINT "forwardings_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_roles_once" ON "account_roles" USING btree ("account_id","role",coalesce("ars", ''));--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_login" ON "accounts" USING btree (lower("login"));--> statement-breakpoint
CREATE INDEX "rate_limits_reset" ON "rate_limits" USING btree ("reset_at");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "attachments_draft" ON "attachments" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "attachments_submission" ON "attachments" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "audit_log_ars" ON "audit_log" USING btree ("ars","id");--> statement-breakpoint
CREATE INDEX "drafts_expires" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "municipalities_ags" ON "municipalities" USING btree ("ags");--> statement-breakpoint
CREATE INDEX "municipalities_search" ON "municipalities" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "municipalities_prefix" ON "municipalities" USING btree ("search_text" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "postal_codes_ars" ON "postal_codes" USING btree ("ars");--> statement-breakpoint
CREATE INDEX "offerings_service" ON "offerings" USING btree ("service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "services_one_current" ON "services" USING btree ("id") WHERE "services"."is_current";--> statement-breakpoint
CREATE INDEX "forwardings_due" ON "forwardings" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "forwardings_submission" ON "forwardings" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "submission_events_submission" ON "submission_events" USING btree ("submission_id","id");--> statement-breakpoint
CREATE INDEX "submissions_inbox" ON "submissions" USING btree ("ars","submitted_at" DESC NULLS LAST,"id" DESC NULLS LAST);