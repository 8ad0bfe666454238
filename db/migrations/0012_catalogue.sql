CREATE TABLE "datasets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"source_type" text NOT NULL,
	"source" text NOT NULL,
	"columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"profile" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "datasets_projectId_name_digest_unique" UNIQUE("project_id","name","digest")
);
--> statement-breakpoint
CREATE TABLE "run_words" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "words_due" (
	"run_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_words" ADD CONSTRAINT "run_words_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_words" ADD CONSTRAINT "run_words_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "datasets_project_id_created_at_index" ON "datasets" USING btree ("project_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "model_versions_made_of_index" ON "model_versions" USING btree (left("source", 300)) WHERE source like 'models:/%';