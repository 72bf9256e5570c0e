CREATE TABLE "destinations" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"name" text NOT NULL,
	"adapter" text NOT NULL,
	"options" jsonb NOT NULL,
	"secrets" "bytea",
	"lanes" integer NOT NULL,
	"active" boolean NOT NULL,
	"failures" integer NOT NULL,
	"open_until" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"checked" jsonb,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forwarding_attempts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"forwarding_id" text NOT NULL,
	"ars" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"took" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"exchanges" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offering_destinations" (
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"destination_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "offering_destinations_ars_service_id_destination_id_pk" PRIMARY KEY("ars","service_id","destination_id")
);
--> statement-breakpoint
DROP INDEX "forwardings_due";--> statement-breakpoint
ALTER TABLE "forwardings" ALTER COLUMN "submission_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "destination_id" text;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "role" text DEFAULT 'primary' NOT NULL;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "kind" text DEFAULT 'application' NOT NULL;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "problems" jsonb;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "state" "bytea";--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "receiver_reference" text;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "lease" text;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "leased_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "started_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "forwardings" ALTER COLUMN "started_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "forwardings" ALTER COLUMN "role" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "forwardings" ALTER COLUMN "kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forwarding_attempts" ADD CONSTRAINT "forwarding_attempts_forwarding_id_forwardings_id_fk" FOREIGN KEY ("forwarding_id") REFERENCES "public"."forwardings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offering_destinations" ADD CONSTRAINT "offering_destinations_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "destinations_municipality" ON "destinations" USING btree ("ars");--> statement-breakpoint
CREATE INDEX "forwarding_attempts_forwarding" ON "forwarding_attempts" USING btree ("forwarding_id","id");--> statement-breakpoint
ALTER TABLE "forwardings" ADD CONSTRAINT "forwardings_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forwardings_destination" ON "forwardings" USING btree ("destination_id","status");--> statement-breakpoint
CREATE INDEX "forwardings_due" ON "forwardings" USING btree ("next_attempt_at") WHERE "forwardings"."status" in ('pending', 'sent');--> statement-breakpoint
ALTER TABLE destinations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE destinations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON destinations USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE offering_destinations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE offering_destinations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON offering_destinations USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE forwarding_attempts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE forwarding_attempts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON forwarding_attempts USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
