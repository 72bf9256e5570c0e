CREATE TABLE "compared_months" (
	"month" text PRIMARY KEY NOT NULL,
	"compared_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"town_class" text NOT NULL,
	"service_id" text NOT NULL,
	"month" text NOT NULL,
	"measure" text NOT NULL,
	"towns" integer NOT NULL,
	"median" double precision NOT NULL,
	CONSTRAINT "comparisons_town_class_month_service_id_measure_pk" PRIMARY KEY("town_class","month","service_id","measure"),
	CONSTRAINT "comparisons_enough_towns" CHECK ("comparisons"."towns" >= 5)
);
--> statement-breakpoint
CREATE TABLE "privacy_settings" (
	"ars" text PRIMARY KEY NOT NULL,
	"controller" text NOT NULL,
	"address" text NOT NULL,
	"email" text NOT NULL,
	"phone" text NOT NULL,
	"officer" text NOT NULL,
	"officer_email" text NOT NULL,
	"authority" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
ALTER TABLE privacy_settings ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE privacy_settings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON privacy_settings USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
