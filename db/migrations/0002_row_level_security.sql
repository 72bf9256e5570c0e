-- Rows of a municipality are seen and written only inside a transaction that names its ARS; '*' is for work that
-- spans municipalities (sweeps, the job queue). FORCE makes it bind the owner of the tables, which the portal is.
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE drafts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON drafts USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE attachments ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE attachments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON attachments USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE submissions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE submissions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON submissions USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE submission_events ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE submission_events FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON submission_events USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE forwardings ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE forwardings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON forwardings USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE data_keys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE data_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON data_keys USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
--> statement-breakpoint
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_municipality ON audit_log USING (
	ars = current_setting('einmal.ars', true) OR current_setting('einmal.ars', true) = '*'
);
