ALTER TABLE "pickups" ADD COLUMN "checked" jsonb;--> statement-breakpoint
ALTER TABLE "pickups" ADD COLUMN "checked_at" timestamp with time zone;