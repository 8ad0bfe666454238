ALTER TABLE "run_words" ADD COLUMN "facts" text;--> statement-breakpoint
CREATE INDEX "words_due_run_id_index" ON "words_due" USING btree ("run_id");