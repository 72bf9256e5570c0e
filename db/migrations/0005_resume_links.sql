CREATE TABLE "resume_links" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"draft_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "resume_links_draft_id_unique" UNIQUE("draft_id")
);
--> statement-breakpoint
ALTER TABLE "resume_links" ADD CONSTRAINT "resume_links_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE resume_links ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE resume_links FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON resume_links USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
