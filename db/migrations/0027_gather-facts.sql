INSERT INTO "words_due" ("run_id") SELECT id FROM tracked_runs WHERE status NOT IN ('running', 'scheduled');
