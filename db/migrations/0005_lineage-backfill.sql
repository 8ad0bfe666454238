INSERT INTO "run_files" ("run_id", "node", "param", "project_id", "name", "version", "sha256", "created_at")
SELECT runs.id, step->>'node', file.key, runs.project_id, file.value->>'name', (file.value->>'version')::integer, file.value->>'sha256', runs.created_at
FROM runs, jsonb_array_elements(runs.plan->'steps') step, jsonb_each(step->'files') file
ON CONFLICT DO NOTHING;
