DROP INDEX "run_params_key_beginning_index";--> statement-breakpoint
DROP INDEX "run_tags_key_beginning_index";--> statement-breakpoint
ALTER TABLE "run_params" ADD COLUMN "beginning" text COLLATE "C" GENERATED ALWAYS AS (left(value, 100)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "run_tags" ADD COLUMN "beginning" text COLLATE "C" GENERATED ALWAYS AS (left(value, 100)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "run_params_key_beginning_run_id_index" ON "run_params" USING btree ("key","beginning","run_id");--> statement-breakpoint
CREATE INDEX "run_tags_key_beginning_run_id_index" ON "run_tags" USING btree ("key","beginning","run_id");