CREATE TABLE "run_files" (
	"run_id" uuid NOT NULL,
	"node" text NOT NULL,
	"param" text NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_files_run_id_node_param_pk" PRIMARY KEY("run_id","node","param")
);
--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "route" integer;--> statement-breakpoint
ALTER TABLE "run_files" ADD CONSTRAINT "run_files_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_files_project_id_name_version_created_at_index" ON "run_files" USING btree ("project_id","name","version","created_at");--> statement-breakpoint
CREATE INDEX "run_models_model_id_index" ON "run_models" USING btree ("model_id");--> statement-breakpoint
CREATE INDEX "model_versions_run_id_index" ON "model_versions" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "model_versions_tracked_run_id_index" ON "model_versions" USING btree ("tracked_run_id");--> statement-breakpoint
CREATE INDEX "model_versions_logged_model_id_index" ON "model_versions" USING btree ("logged_model_id");--> statement-breakpoint
CREATE INDEX "runs_revision_id_created_at_index" ON "runs" USING btree ("revision_id","created_at");--> statement-breakpoint
CREATE INDEX "dataset_inputs_name_digest_index" ON "dataset_inputs" USING btree ("name","digest");--> statement-breakpoint
CREATE INDEX "tracked_runs_parent_id_index" ON "tracked_runs" USING btree ("parent_id") WHERE parent_id is not null;