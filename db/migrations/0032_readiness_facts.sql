CREATE TABLE "mailbox_confirmations" (
	"ars" text NOT NULL,
	"address" text NOT NULL,
	"token_hash" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "mailbox_confirmations_ars_address_pk" PRIMARY KEY("ars","address")
);
--> statement-breakpoint
ALTER TABLE "accessibility_statements" ADD COLUMN "plain_language_page" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "accessibility_statements" ADD COLUMN "sign_language_page" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "service_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "mailbox_confirmations_token" ON "mailbox_confirmations" USING btree ("token_hash");--> statement-breakpoint
ALTER TABLE mailbox_confirmations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE mailbox_confirmations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON mailbox_confirmations USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
SELECT set_config('einmal.ars', '*', true);
--> statement-breakpoint
-- For which service a test was sent stands in the audit log alone, written in the same moment.
UPDATE forwardings f SET service_id = a.details->>'service' FROM audit_log a
WHERE f.kind = 'test' AND a.action = 'destination.tested' AND a.ars = f.ars
	AND a.subject = f.destination_id AND a.at = f.created_at;
--> statement-breakpoint
SELECT set_config('einmal.ars', '', true);
