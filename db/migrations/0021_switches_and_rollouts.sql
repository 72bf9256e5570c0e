CREATE TABLE "rollout_places" (
	"rollout_id" text NOT NULL,
	"ars" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "rollout_places_rollout_id_ars_pk" PRIMARY KEY("rollout_id","ars")
);
--> statement-breakpoint
CREATE TABLE "service_rollouts" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"kind" text NOT NULL,
	"selection" jsonb NOT NULL,
	"reason" text NOT NULL,
	"overlay" jsonb,
	"overlay_hash" text,
	"service_version" text,
	"starts_at" timestamp with time zone,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "service_switches" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"from_version" text,
	"to_version" text NOT NULL,
	"cause" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"total" integer,
	"merged" integer NOT NULL,
	"open" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "offerings_service";--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "name" jsonb GENERATED ALWAYS AS (definition -> 'name') STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "summary" jsonb GENERATED ALWAYS AS (definition -> 'description' -> 'summary') STORED;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "keywords" jsonb GENERATED ALWAYS AS (coalesce(definition -> 'description' -> 'keywords', '[]'::jsonb)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "minutes" integer GENERATED ALWAYS AS ((definition -> 'description' ->> 'minutes')::int) STORED;--> statement-breakpoint
ALTER TABLE "rollout_places" ADD CONSTRAINT "rollout_places_rollout_id_service_rollouts_id_fk" FOREIGN KEY ("rollout_id") REFERENCES "public"."service_rollouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rollout_places_ars" ON "rollout_places" USING btree ("ars","state");--> statement-breakpoint
CREATE INDEX "rollout_places_state" ON "rollout_places" USING btree ("rollout_id","state","ars");--> statement-breakpoint
CREATE INDEX "service_rollouts_service" ON "service_rollouts" USING btree ("service_id","created_at");--> statement-breakpoint
CREATE INDEX "service_switches_service" ON "service_switches" USING btree ("service_id","created_at");--> statement-breakpoint
CREATE INDEX "offerings_enabled" ON "offerings" USING btree ("ars","service_id","revision") WHERE "offerings"."enabled";--> statement-breakpoint
CREATE INDEX "offerings_settings" ON "offerings" USING btree ("service_id","ars") WHERE "offerings"."revision" is not null;--> statement-breakpoint
CREATE INDEX "offerings_service" ON "offerings" USING btree ("service_id","enabled","ars");--> statement-breakpoint
ALTER TABLE rollout_places ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE rollout_places FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON rollout_places USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
