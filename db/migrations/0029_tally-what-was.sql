INSERT INTO "tallies" ("project_id", "name", "label", "slot", "count") SELECT project_id, 'runs-ended', status, 0, count(*) FROM runs WHERE ended_at IS NOT NULL GROUP BY 1, 3;
--> statement-breakpoint
INSERT INTO "tallies" ("project_id", "name", "label", "slot", "count") SELECT s.project_id, 'firings', CASE WHEN f.fault IS NULL THEN 'run' ELSE 'refused' END, 0, count(*) FROM firings f JOIN schedules s ON s.id = f.schedule_id GROUP BY 1, 3;
