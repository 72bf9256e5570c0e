CREATE TABLE "offering_revisions" (
	"ars" text NOT NULL,
	"service_id" text NOT NULL,
	"number" integer NOT NULL,
	"service_version" text NOT NULL,
	"based_on" integer,
	"overlay" jsonb NOT NULL,
	"overlay_hash" text NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"edits" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"authors" text[] DEFAULT '{}' NOT NULL,
	"proposed_by" text,
	"published_at" timestamp with time zone,
	"published_by" text,
	CONSTRAINT "offering_revisions_ars_service_id_number_pk" PRIMARY KEY("ars","service_id","number")
);
--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "revision" integer;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "finish_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "closing_text" jsonb;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "maintenance_text" jsonb;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "submission_limit" integer;--> statement-breakpoint
ALTER TABLE "offerings" ADD COLUMN "test_mode" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offering_revisions" ADD CONSTRAINT "offering_revisions_ars_municipalities_ars_fk" FOREIGN KEY ("ars") REFERENCES "public"."municipalities"("ars") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE UNIQUE INDEX "offering_revisions_one_open" ON "offering_revisions" USING btree ("ars","service_id") WHERE "offering_revisions"."state" in ('draft', 'proposed');--> statement-breakpoint
CREATE INDEX "offering_revisions_version" ON "offering_revisions" USING btree ("service_id","service_version");--> statement-breakpoint
ALTER TABLE "offerings" ADD CONSTRAINT "offerings_limit_positive" CHECK ("submission_limit" > 0);--> statement-breakpoint
ALTER TABLE "offerings" ADD CONSTRAINT "offerings_revision_exists" FOREIGN KEY ("ars", "service_id", "revision") REFERENCES "offering_revisions"("ars", "service_id", "number") ON UPDATE cascade;--> statement-breakpoint
-- What municipalities had set of their fee tables is their first revision.
INSERT INTO "offering_revisions" (ars, service_id, number, service_version, overlay, overlay_hash, state, note, edits, created_at, created_by,
  changed_at, changed_by, authors, published_at, published_by)
SELECT o.ars, o.service_id, 1, s.version, f.overlay, encode(sha256(convert_to(f.overlay::text, 'UTF8')), 'hex'), 'published', '', 0,
  o.updated_at, o.updated_by, o.updated_at, o.updated_by, ARRAY[o.updated_by], o.updated_at, o.updated_by
FROM "offerings" o JOIN "services" s ON s.id = o.service_id AND s.is_current
CROSS JOIN LATERAL (
  SELECT jsonb_object_agg('fee:' || e.key, jsonb_build_object('value', e.value, 'base', s.definition #> ARRAY['fees', 'table', e.key, 'default'])) AS overlay
  FROM jsonb_each(o.fee_table) e
  WHERE s.definition #> ARRAY['fees', 'table', e.key, 'default', 'kind'] = e.value -> 'kind'
) f
WHERE o.fee_table IS NOT NULL AND f.overlay IS NOT NULL;--> statement-breakpoint
UPDATE "offerings" o SET revision = 1 FROM "offering_revisions" r WHERE r.ars = o.ars AND r.service_id = o.service_id;
