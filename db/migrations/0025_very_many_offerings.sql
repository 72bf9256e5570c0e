-- Loads the extension, so that its setting is known by its name.
SELECT word_similarity('', '');--> statement-breakpoint
-- Municipalities with a name like what was typed; the operator, unlike the function, can use the index.
CREATE FUNCTION similar_municipalities(words text, most integer) RETURNS SETOF municipalities
LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
	SELECT * FROM municipalities WHERE words <% search_text
	ORDER BY word_similarity(words, search_text) DESC, population DESC NULLS LAST, ars LIMIT most
$$;--> statement-breakpoint
CREATE INDEX "offerings_bounded" ON "offerings" USING btree ("ars") WHERE "offerings"."enabled" and ("offerings"."opens_at" is not null or "offerings"."closes_at" is not null or "offerings"."maintenance_text" is not null or "offerings"."submission_limit" is not null or "offerings"."test_mode");
