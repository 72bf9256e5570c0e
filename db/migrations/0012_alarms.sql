CREATE TABLE "alarm_contacts" (
	"ars" text PRIMARY KEY NOT NULL,
	"mail" text,
	"webhook" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"key" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone
);--> statement-breakpoint
ALTER TABLE alarms ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE alarms FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON alarms USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE alarm_contacts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE alarm_contacts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON alarm_contacts USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
