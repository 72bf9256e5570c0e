CREATE TABLE "capture_photos" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"capture_id" text NOT NULL,
	"position" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"draft_id" text,
	"service_id" text NOT NULL,
	"path" text NOT NULL,
	"token_hash" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"result" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "captures_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"draft_id" text,
	"path" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"received" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "scan" text DEFAULT 'not-scanned' NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "scan_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- The defaults were for files that were there before.
ALTER TABLE "attachments" ALTER COLUMN "scan" DROP DEFAULT, ALTER COLUMN "scan_attempts" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "capture_photos" ADD CONSTRAINT "capture_photos_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capture_photos_capture" ON "capture_photos" USING btree ("capture_id","position");--> statement-breakpoint
CREATE INDEX "captures_draft" ON "captures" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "captures_expires" ON "captures" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "uploads_draft" ON "uploads" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "uploads_expires" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "attachments_unscanned" ON "attachments" USING btree ("created_at") WHERE "attachments"."submission_id" is not null and "attachments"."scan" not in ('clean', 'infected');--> statement-breakpoint
-- Rows of a municipality, as in 0002.
ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE uploads FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON uploads USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE captures ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE captures FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON captures USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE capture_photos ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE capture_photos FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON capture_photos USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
