CREATE TABLE "mail_texts" (
	"ars" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "mail_texts_ars_kind_language_pk" PRIMARY KEY("ars","kind","language")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"submission_id" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea",
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"submission_id" text NOT NULL,
	"statement" text NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	"leaf_index" integer
);
--> statement-breakpoint
CREATE TABLE "log_heads" (
	"ars" text NOT NULL,
	"size" integer NOT NULL,
	"root" "bytea" NOT NULL,
	"signed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_heads_ars_size_pk" PRIMARY KEY("ars","size")
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"ars" text NOT NULL,
	"level" integer NOT NULL,
	"position" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_nodes_ars_level_position_pk" PRIMARY KEY("ars","level","position")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"ars" text NOT NULL,
	"kid" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signing_keys_ars_kid_pk" PRIMARY KEY("ars","kid")
);
--> statement-breakpoint
ALTER TABLE "submission_events" ADD COLUMN "note" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "code_hash" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "contact" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "missing_until" text;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_submission" ON "mails" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "log_entries_leaf" ON "log_entries" USING btree ("ars","leaf_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "log_entries_index" ON "log_entries" USING btree ("ars","leaf_index");--> statement-breakpoint
CREATE INDEX "log_entries_submission" ON "log_entries" USING btree ("submission_id");--> statement-breakpoint
ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE signing_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON signing_keys USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE log_entries FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON log_entries USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE log_nodes ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE log_nodes FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON log_nodes USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE log_heads ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE log_heads FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON log_heads USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE mails ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE mails FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON mails USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE mail_texts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE mail_texts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON mail_texts USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
