CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "municipality_looks" (
	"ars" text PRIMARY KEY NOT NULL,
	"display_name" text,
	"arms_hash" text,
	"arms_alt" text,
	"arms_small" "bytea",
	"arms_large" "bytea",
	"arms_width" integer,
	"accent" text,
	"host" text,
	"host_confirmed_at" timestamp with time zone,
	"host_confirmed_by" text,
	"footer_links" jsonb NOT NULL,
	"publisher" text,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "last_sign_in_on" date;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "invitation_id" text;--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("ars","actor","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_ars" ON "invitations" USING btree ("ars","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "municipality_looks_host" ON "municipality_looks" USING btree ("host") WHERE "municipality_looks"."host_confirmed_at" is not null;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_invitation" ON "mails" USING btree ("invitation_id");--> statement-breakpoint
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON invitations USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE municipality_looks ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE municipality_looks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON municipality_looks USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
