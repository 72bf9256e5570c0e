CREATE TABLE "picked_up" (
	"pickup_id" text NOT NULL,
	"remote_id" text NOT NULL,
	"ars" text NOT NULL,
	"case_id" text NOT NULL,
	"submission_id" text,
	"verdict" text NOT NULL,
	"problems" jsonb,
	"event" text NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "picked_up_pickup_id_remote_id_pk" PRIMARY KEY("pickup_id","remote_id")
);
--> statement-breakpoint
CREATE TABLE "pickups" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"name" text NOT NULL,
	"options" jsonb NOT NULL,
	"secrets" "bytea" NOT NULL,
	"active" boolean NOT NULL,
	"lease" text,
	"leased_until" timestamp with time zone,
	"polled_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forwardings" ADD COLUMN "rejected_state" "bytea";--> statement-breakpoint
ALTER TABLE "picked_up" ADD CONSTRAINT "picked_up_pickup_id_pickups_id_fk" FOREIGN KEY ("pickup_id") REFERENCES "public"."pickups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "picked_up" ADD CONSTRAINT "picked_up_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "picked_up_submission" ON "picked_up" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "pickups_municipality" ON "pickups" USING btree ("ars");--> statement-breakpoint
CREATE INDEX "forwardings_receiver_reference" ON "forwardings" USING btree ("destination_id","receiver_reference");--> statement-breakpoint
ALTER TABLE pickups ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE pickups FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON pickups USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE picked_up ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE picked_up FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON picked_up USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
