CREATE TABLE "preview_links" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"revision" integer,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "preview_links_token" ON "preview_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "submissions_filed" ON "submissions" USING btree ("ars","service_id","submitted_at") WHERE not "submissions"."test";--> statement-breakpoint
CREATE INDEX "submissions_tests" ON "submissions" USING btree ("submitted_at") WHERE "submissions"."test";--> statement-breakpoint
ALTER TABLE "offerings" ADD CONSTRAINT "offerings_opens_before_it_closes" CHECK ("opens_at" < "closes_at");--> statement-breakpoint
ALTER TABLE preview_links ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE preview_links FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON preview_links USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
-- How many applications an offering has got since an instant (null: ever), tests not counted; no further than `most`. Names the
-- municipality itself, so that it can stand in a statement that is bound to none, and leaves the setting as it found it.
CREATE FUNCTION count_filed(place text, service text, since timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	before text := coalesce(current_setting('einmal.ars', true), '');
	counted integer;
BEGIN
	PERFORM set_config('einmal.ars', place, true);
	SELECT count(*) INTO counted FROM (
		SELECT FROM submissions s
		WHERE s.ars = place AND s.service_id = service AND NOT s.test AND (since IS NULL OR s.submitted_at >= since)
		LIMIT most
	) filed;
	PERFORM set_config('einmal.ars', before, true);
	RETURN counted;
END
$$;
--> statement-breakpoint
-- The preview link of a municipality behind a token, while it lives. Stands alone in its statement, as `open_draft` does.
CREATE FUNCTION open_preview(place text, hash bytea, at timestamptz) RETURNS SETOF preview_links
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	PERFORM set_config('einmal.ars', coalesce((SELECT m.ars FROM municipalities m WHERE m.slug = place), ''), true);
	RETURN QUERY SELECT * FROM preview_links l WHERE l.token_hash = hash AND l.expires_at > at;
END
$$;
