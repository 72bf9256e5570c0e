CREATE TABLE "accessibility_statements" (
	"ars" text PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"address" text NOT NULL,
	"prepared_on" date,
	"assessed_on" date,
	"assessed_by" text,
	"enforcement" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "barrier_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" text
);
--> statement-breakpoint
ALTER TABLE "mails" ALTER COLUMN "submission_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "report_id" text;--> statement-breakpoint
CREATE INDEX "barrier_reports_place" ON "barrier_reports" USING btree ("ars","reported_at");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_report_id_barrier_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."barrier_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_report" ON "mails" USING btree ("report_id");--> statement-breakpoint
ALTER TABLE accessibility_statements ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE accessibility_statements FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON accessibility_statements USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE barrier_reports ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE barrier_reports FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON barrier_reports USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
