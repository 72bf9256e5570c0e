CREATE TABLE "figures" (
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"service_version" text NOT NULL,
	"language" text NOT NULL,
	"day" date NOT NULL,
	"event" text NOT NULL,
	"subject" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "figures_pk" PRIMARY KEY("ars","service_id","day","event","subject","service_version","language")
);
--> statement-breakpoint
CREATE TABLE "feedback_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"day" date NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "figures_day" ON "figures" USING btree ("day");--> statement-breakpoint
CREATE INDEX "feedback_comments_place" ON "feedback_comments" USING btree ("ars","day");--> statement-breakpoint
ALTER TABLE figures ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE figures FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON figures USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE feedback_comments ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE feedback_comments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON feedback_comments USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
