CREATE TABLE "destination_states" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"destination_id" text NOT NULL,
	"name" text NOT NULL,
	"options" jsonb NOT NULL,
	"lanes" integer NOT NULL,
	"active" boolean NOT NULL,
	"changed" text[] NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"ended_by" text NOT NULL,
	"confirmed_by" text
);
--> statement-breakpoint
ALTER TABLE "destination_states" ADD CONSTRAINT "destination_states_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "destination_states_destination" ON "destination_states" USING btree ("destination_id","id");--> statement-breakpoint
CREATE INDEX "destination_states_ended" ON "destination_states" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "audit_log_ways" ON "audit_log" USING btree ("ars","subject","id") WHERE "audit_log"."action" = 'offering.destinations' or ("audit_log"."action" = 'confirmation.confirmed' and "audit_log"."details"->>'kind' = 'ways');--> statement-breakpoint
ALTER TABLE destination_states ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE destination_states FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON destination_states USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
