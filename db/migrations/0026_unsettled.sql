ALTER TABLE "forwardings" ADD COLUMN "unsettled" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pickups" ADD COLUMN "failing_since" timestamp with time zone;