INSERT INTO "run_files" ("run_id", "node", "param", "project_id", "name", "version", "sha256", "created_at")
SELECT runs.id, step->>'node', file.key, runs.project_id, file.value->>'name', (file.value->>'version')::integer, file.value->>'sha256', runs.created_at
FROM runs, jsonb_array_elements(runs.plan->'steps') step, jsonb_each(step->'files') file
ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE FUNCTION search_words(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, translate(left(name, 100000), '-_./:;,@#()[]{}+*&%$!?"|<>=~^', '                              '));
--> statement-breakpoint
CREATE FUNCTION search_words_of_columns(columns jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN search_words(jsonb_path_query_array(columns, '$[*].name')::text);
--> statement-breakpoint
CREATE FUNCTION search_words_of_spec(spec jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN search_words(concat_ws(' ', spec->>'name', spec->>'description', jsonb_path_query_array(spec, '$.nodes.*.name')::text));
--> statement-breakpoint
CREATE INDEX "files_search" ON "files" USING gin (search_words("name"));
--> statement-breakpoint
CREATE INDEX "files_search_columns" ON "files" USING gin (search_words_of_columns("columns"));
--> statement-breakpoint
CREATE INDEX "revisions_search" ON "revisions" USING gin (search_words_of_spec("spec"));
--> statement-breakpoint
CREATE INDEX "tracked_runs_search" ON "tracked_runs" USING gin (search_words("name"));
--> statement-breakpoint
CREATE INDEX "version_tags_search" ON "version_tags" USING gin (search_words("key" || ' ' || "value"));
--> statement-breakpoint
CREATE INDEX "model_version_facts_search" ON "model_version_facts" USING gin (search_words("description"));
--> statement-breakpoint
DO $$
BEGIN
	CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
	RAISE NOTICE 'pg_trgm is not available: search finds no near misses (%)', SQLERRM;
END $$;
