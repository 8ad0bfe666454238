-- A value is common under one key and unheard of under another: counted apart, Postgres takes the slower way to a filter.
CREATE STATISTICS "run_params_values_by_key" (mcv) ON "key", "beginning" FROM "run_params";
--> statement-breakpoint
CREATE STATISTICS "run_tags_values_by_key" (mcv) ON "key", "beginning" FROM "run_tags";
