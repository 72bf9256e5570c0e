CREATE TABLE "catalogue_entries" (
	"service_id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"name" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"languages" text[] NOT NULL,
	"leika_keys" text[] NOT NULL,
	"search_text" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leika_entries" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"ozg_id" text,
	"legal_basis" text NOT NULL,
	"search_text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offering_counts" (
	"service_id" text NOT NULL,
	"state" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "offering_counts_service_id_state_pk" PRIMARY KEY("service_id","state")
);
--> statement-breakpoint
CREATE TABLE "ozg_services" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"situation" text NOT NULL,
	"topic" text NOT NULL,
	"search_text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listed_services" (
	"ars" text NOT NULL,
	"id" text NOT NULL,
	"leika_key" text,
	"name" text NOT NULL,
	"summary" text NOT NULL,
	"description" text NOT NULL,
	"fee" text NOT NULL,
	"contact" text NOT NULL,
	"form_url" text NOT NULL,
	"form_file" jsonb,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "listed_services_ars_id_pk" PRIMARY KEY("ars","id")
);
--> statement-breakpoint
CREATE TABLE "authority_contacts" (
	"ars" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"url" text NOT NULL,
	"hours" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "responsibility_rules" (
	"leika" text NOT NULL,
	"area" text NOT NULL,
	"responsible" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"said_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "responsibility_rules_leika_area_pk" PRIMARY KEY("leika","area")
);
--> statement-breakpoint
CREATE TABLE "streets" (
	"postal_code" text NOT NULL,
	"street" text NOT NULL,
	"house_from" integer,
	"house_to" integer,
	"ars" text NOT NULL,
	CONSTRAINT "streets_range" CHECK (("streets"."house_from" is null) = ("streets"."house_to" is null) and coalesce("streets"."house_from" <= "streets"."house_to", true))
);
--> statement-breakpoint
ALTER TABLE "streets" ADD CONSTRAINT "streets_ars_municipalities_ars_fk" FOREIGN KEY ("ars") REFERENCES "public"."municipalities"("ars") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "catalogue_entries_keys" ON "catalogue_entries" USING gin ("leika_keys");--> statement-breakpoint
CREATE INDEX "leika_entries_ozg" ON "leika_entries" USING btree ("ozg_id");--> statement-breakpoint
CREATE UNIQUE INDEX "listed_services_key" ON "listed_services" USING btree ("ars","leika_key") WHERE "listed_services"."leika_key" is not null;--> statement-breakpoint
CREATE INDEX "streets_place" ON "streets" USING btree ("postal_code","street");--> statement-breakpoint
CREATE INDEX "streets_ars" ON "streets" USING btree ("ars");--> statement-breakpoint
CREATE UNIQUE INDEX "streets_part" ON "streets" USING btree ("postal_code","street",coalesce("house_from", 0),"ars");--> statement-breakpoint
-- A text as it is compared in searches of the catalogue: lower case, letters without marks, "ae" as "a", everything else as
-- one blank. The same on both sides of a comparison.
CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT regexp_replace(trim(regexp_replace(
		lower(regexp_replace(normalize(replace(replace(given, 'ß', 'ss'), 'ẞ', 'ss'), NFD), '[\u0300-\u036f]', '', 'g')),
		'[^a-z0-9]+', ' ', 'g')), '([aou])e', '\1', 'g')
$$;
--> statement-breakpoint
-- What the catalogue shows of a definition; written by whatever makes a version current, in its transaction.
CREATE FUNCTION put_catalogue_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN
		DELETE FROM catalogue_entries WHERE service_id = OLD.id AND version = OLD.version;
	END IF;
	IF TG_OP <> 'DELETE' AND NEW.is_current THEN
		INSERT INTO catalogue_entries (service_id, version, name, summary, languages, leika_keys, search_text, imported_at)
		SELECT NEW.id, NEW.version, coalesce(NEW.definition->'name', jsonb_build_object('de', NEW.id)),
			coalesce(NEW.definition->'description'->'summary', '{"de": ""}'),
			ARRAY(SELECT jsonb_array_elements_text(coalesce(NEW.definition->'languages', '["de"]'))),
			ARRAY(SELECT jsonb_array_elements_text(coalesce(NEW.definition->'leikaKeys', '[]'))),
			search_fold(concat_ws(' ', NEW.id,
				(SELECT string_agg(value, ' ') FROM jsonb_each_text(NEW.definition->'name')),
				(SELECT string_agg(value, ' ') FROM jsonb_each_text(NEW.definition->'description'->'summary')),
				(SELECT string_agg(value, ' ') FROM jsonb_array_elements_text(NEW.definition->'description'->'keywords')),
				(SELECT string_agg(value, ' ') FROM jsonb_array_elements_text(NEW.definition->'leikaKeys')))),
			NEW.imported_at
		ON CONFLICT (service_id) DO UPDATE SET version = excluded.version, name = excluded.name,
			summary = excluded.summary, languages = excluded.languages, leika_keys = excluded.leika_keys,
			search_text = excluded.search_text, imported_at = excluded.imported_at;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER put_catalogue_entry AFTER INSERT OR DELETE OR UPDATE OF is_current, definition ON services
	FOR EACH ROW EXECUTE FUNCTION put_catalogue_entry();
--> statement-breakpoint
-- Counts by statement, not by row: a roll-out to all municipalities is one statement. Rows of counters are locked in one
-- order, so that two roll-outs wait for each other and never in a circle.
CREATE FUNCTION count_offerings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		DELETE FROM offering_counts;
	ELSIF TG_OP = 'INSERT' THEN
		INSERT INTO offering_counts AS c (service_id, state, count)
		SELECT service_id, left(ars, 2), count(*) FROM added WHERE enabled GROUP BY 1, 2 ORDER BY 1, 2
		ON CONFLICT (service_id, state) DO UPDATE SET count = c.count + excluded.count;
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO offering_counts AS c (service_id, state, count)
		SELECT service_id, left(ars, 2), -count(*) FROM removed WHERE enabled GROUP BY 1, 2 ORDER BY 1, 2
		ON CONFLICT (service_id, state) DO UPDATE SET count = c.count + excluded.count;
	ELSE
		INSERT INTO offering_counts AS c (service_id, state, count)
		SELECT service_id, state, sum(change) FROM (
			SELECT service_id, left(ars, 2) AS state, 1 AS change FROM added WHERE enabled
			UNION ALL SELECT service_id, left(ars, 2), -1 FROM removed WHERE enabled
		) AS changes GROUP BY 1, 2 HAVING sum(change) <> 0 ORDER BY 1, 2
		ON CONFLICT (service_id, state) DO UPDATE SET count = c.count + excluded.count;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER count_added AFTER INSERT ON offerings
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_offerings();
--> statement-breakpoint
CREATE TRIGGER count_removed AFTER DELETE ON offerings
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_offerings();
--> statement-breakpoint
CREATE TRIGGER count_changed AFTER UPDATE ON offerings
	REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_offerings();
--> statement-breakpoint
CREATE TRIGGER count_truncated AFTER TRUNCATE ON offerings FOR EACH STATEMENT EXECUTE FUNCTION count_offerings();
--> statement-breakpoint
-- What was there before.
UPDATE services SET is_current = is_current WHERE is_current;
--> statement-breakpoint
INSERT INTO offering_counts (service_id, state, count)
SELECT service_id, left(ars, 2), count(*) FROM offerings WHERE enabled GROUP BY 1, 2;
--> statement-breakpoint
-- Everybody reads what these tell, only the municipality itself writes it.
ALTER TABLE listed_services ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE listed_services FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY everybody_reads ON listed_services FOR SELECT USING (true);--> statement-breakpoint
CREATE POLICY own_municipality ON listed_services USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE authority_contacts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE authority_contacts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY everybody_reads ON authority_contacts FOR SELECT USING (true);--> statement-breakpoint
CREATE POLICY own_municipality ON authority_contacts USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
