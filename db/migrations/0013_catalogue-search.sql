CREATE FUNCTION json_or_null(value text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN value::jsonb;
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END $$;
--> statement-breakpoint
INSERT INTO "datasets" ("project_id", "name", "digest", "source_type", "source", "columns", "profile", "created_at")
SELECT DISTINCT ON (t.project_id, d.name, d.digest) t.project_id, d.name, d.digest, d.source_type, d.source,
	coalesce((
		SELECT jsonb_agg(jsonb_build_object('name', c->>'name', 'type', coalesce(c->>'type', '')) ORDER BY place)
		FROM jsonb_array_elements(CASE jsonb_typeof(s.value->'mlflow_colspec') WHEN 'array' THEN s.value->'mlflow_colspec' ELSE '[]' END) WITH ORDINALITY AS e(c, place)
		WHERE c->>'name' IS NOT NULL
	), '[]'), d.profile, to_timestamp(t.started_at / 1000.0)
FROM dataset_inputs d JOIN tracked_runs t ON t.id = d.run_id, LATERAL (SELECT json_or_null(d.schema) AS value) s
WHERE d.source_type <> 'espalier'
ORDER BY t.project_id, d.name, d.digest, t.started_at
ON CONFLICT DO NOTHING;
--> statement-breakpoint
DROP FUNCTION json_or_null(text);
--> statement-breakpoint
INSERT INTO "words_due" ("run_id") SELECT id FROM tracked_runs;
--> statement-breakpoint
DROP INDEX "tracked_runs_search";
--> statement-breakpoint
CREATE INDEX "run_words_search" ON "run_words" USING gin ("words");
--> statement-breakpoint
CREATE INDEX "datasets_search" ON "datasets" USING gin (search_words("name"));
--> statement-breakpoint
CREATE INDEX "datasets_search_columns" ON "datasets" USING gin (search_words_of_columns("columns"));
--> statement-breakpoint
CREATE INDEX "model_cards_search" ON "model_cards" USING gin (search_words("text"));
--> statement-breakpoint
CREATE INDEX "logged_models_search" ON "logged_models" USING gin (search_words("name"));
--> statement-breakpoint
CREATE INDEX "model_versions_search_columns" ON "model_versions" USING gin (search_words_of_columns("signature"->'inputs'));
