CREATE TABLE "confirmations" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"asked" jsonb NOT NULL,
	"sealed" "bytea",
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "confirmations_one_open" ON "confirmations" USING btree ("ars","kind","subject") WHERE "confirmations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "confirmations_decided" ON "confirmations" USING btree ("ars","decided_at");--> statement-breakpoint
ALTER TABLE confirmations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE confirmations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON confirmations USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
