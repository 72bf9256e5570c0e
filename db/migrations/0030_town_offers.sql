CREATE TABLE "town_offers" (
	"ars" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"own" integer NOT NULL,
	"digest" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "offerings_own" ON "offerings" USING btree ("ars","service_id","revision") WHERE "offerings"."enabled" and "offerings"."revision" is not null;--> statement-breakpoint
-- By statement, not by row: a roll-out to all municipalities is one statement. Exclusive or needs no order and takes back what it
-- added, so that nothing else of the municipality has to be read. Rows are locked in one order.
CREATE FUNCTION digest_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		DELETE FROM town_offers;
	ELSIF TG_OP = 'INSERT' THEN
		INSERT INTO town_offers AS t (ars, count, own, digest)
		SELECT ars, count(*), count(revision),
			coalesce(bit_xor(hashtextextended(service_id, 0)) FILTER (WHERE revision IS NULL), 0)
		FROM added WHERE enabled GROUP BY ars ORDER BY ars
		ON CONFLICT (ars) DO UPDATE SET count = t.count + excluded.count, own = t.own + excluded.own,
			digest = t.digest # excluded.digest;
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO town_offers AS t (ars, count, own, digest)
		SELECT ars, -count(*), -count(revision),
			coalesce(bit_xor(hashtextextended(service_id, 0)) FILTER (WHERE revision IS NULL), 0)
		FROM removed WHERE enabled GROUP BY ars ORDER BY ars
		ON CONFLICT (ars) DO UPDATE SET count = t.count + excluded.count, own = t.own + excluded.own,
			digest = t.digest # excluded.digest;
	ELSE
		INSERT INTO town_offers AS t (ars, count, own, digest)
		SELECT ars, sum(change), coalesce(sum(change) FILTER (WHERE revision IS NOT NULL), 0),
			coalesce(bit_xor(hashtextextended(service_id, 0)) FILTER (WHERE revision IS NULL), 0)
		FROM (
			SELECT ars, service_id, revision, 1 AS change FROM added WHERE enabled
			UNION ALL SELECT ars, service_id, revision, -1 FROM removed WHERE enabled
		) AS changes GROUP BY ars
		HAVING sum(change) <> 0 OR sum(change) FILTER (WHERE revision IS NOT NULL) <> 0
			OR bit_xor(hashtextextended(service_id, 0)) FILTER (WHERE revision IS NULL) <> 0
		ORDER BY ars
		ON CONFLICT (ars) DO UPDATE SET count = t.count + excluded.count, own = t.own + excluded.own,
			digest = t.digest # excluded.digest;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER digest_added AFTER INSERT ON offerings
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION digest_offers();
--> statement-breakpoint
CREATE TRIGGER digest_removed AFTER DELETE ON offerings
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION digest_offers();
--> statement-breakpoint
CREATE TRIGGER digest_changed AFTER UPDATE ON offerings
	REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION digest_offers();
--> statement-breakpoint
CREATE TRIGGER digest_truncated AFTER TRUNCATE ON offerings FOR EACH STATEMENT EXECUTE FUNCTION digest_offers();
--> statement-breakpoint
-- What was there before.
INSERT INTO town_offers (ars, count, own, digest)
SELECT ars, count(*), count(revision), coalesce(bit_xor(hashtextextended(service_id, 0)) FILTER (WHERE revision IS NULL), 0)
FROM offerings WHERE enabled GROUP BY ars;
