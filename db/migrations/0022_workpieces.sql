CREATE TABLE "workpiece_files" (
	"service_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "workpiece_files_service_id_position_pk" PRIMARY KEY("service_id","position")
);
--> statement-breakpoint
CREATE TABLE "workpieces" (
	"service_id" text PRIMARY KEY NOT NULL,
	"package" json NOT NULL,
	"files_hash" text NOT NULL,
	"revision" integer NOT NULL,
	"findings" json NOT NULL,
	"released_version" text,
	"released_revision" integer,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workpiece_files" ADD CONSTRAINT "workpiece_files_service_id_workpieces_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."workpieces"("service_id") ON DELETE cascade ON UPDATE no action;