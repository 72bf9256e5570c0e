-- What citizens do most, opening and saving a draft, in one statement each instead of a transaction of five. Both name
-- the municipality themselves, so they stand alone in their statement: the setting ends with its transaction.
CREATE FUNCTION open_draft(place text, draft text, at timestamptz) RETURNS SETOF drafts
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	PERFORM set_config('einmal.ars', coalesce((SELECT m.ars FROM municipalities m WHERE m.slug = place), ''), true);
	RETURN QUERY SELECT * FROM drafts d WHERE d.id = draft AND d.expires_at > at;
END
$$;
--> statement-breakpoint
-- Revision 0 is a draft that is not stored yet. Returns the new revision; null if the draft is gone or was changed
-- since the revision that is named.
CREATE FUNCTION save_draft(draft drafts) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	stored integer;
BEGIN
	PERFORM set_config('einmal.ars', draft.ars, true);
	IF draft.revision = 0 THEN
		draft.revision := 1;
		INSERT INTO drafts SELECT draft.*;
		RETURN 1;
	END IF;
	UPDATE drafts d SET sealed = draft.sealed, revision = d.revision + 1, updated_at = draft.updated_at,
		expires_at = draft.expires_at, service_version = draft.service_version
	WHERE d.id = draft.id AND d.revision = draft.revision
	RETURNING d.revision INTO stored;
	RETURN stored;
END
$$;
