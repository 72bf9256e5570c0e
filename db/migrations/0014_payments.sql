CREATE TABLE "payment_settings" (
	"ars" text PRIMARY KEY NOT NULL,
	"options" jsonb NOT NULL,
	"secrets" "bytea",
	"services" text[] NOT NULL,
	"checked" jsonb,
	"checked_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"ars" text NOT NULL,
	"draft_id" text NOT NULL,
	"submission_id" text,
	"service_id" text NOT NULL,
	"status" text NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"fees_hash" text NOT NULL,
	"transactions_url" text NOT NULL,
	"transaction_id" text,
	"transaction_reference" text,
	"redirect_url" text,
	"method" text,
	"method_detail" text,
	"sealed" "bytea",
	"leased_until" timestamp with time zone,
	"last_error" text,
	"next_question_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_live" ON "payments" USING btree ("draft_id") WHERE "payments"."status" in ('due', 'starting', 'started', 'paid');--> statement-breakpoint
CREATE INDEX "payments_draft" ON "payments" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "payments_submission" ON "payments" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "payments_questions" ON "payments" USING btree ("next_question_at") WHERE "payments"."next_question_at" is not null;--> statement-breakpoint
CREATE INDEX "payments_unfiled" ON "payments" USING btree ("ars","updated_at") WHERE "payments"."status" in ('paid', 'surplus');--> statement-breakpoint
ALTER TABLE payment_settings ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payment_settings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON payment_settings USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);--> statement-breakpoint
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON payments USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
