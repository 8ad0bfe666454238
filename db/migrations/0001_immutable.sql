CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER revisions_immutable BEFORE UPDATE ON "revisions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER routes_immutable BEFORE UPDATE ON "routes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER model_versions_immutable BEFORE UPDATE OF "id", "model_id", "number", "artifact", "signature", "metrics", "parity", "details", "report", "run_id", "node", "step_key", "created_by", "created_at" ON "model_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
