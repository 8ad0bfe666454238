CREATE TABLE "artifact_paths" (
	"project_id" uuid NOT NULL,
	"path" text COLLATE "C" NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "artifact_paths_project_id_path_pk" PRIMARY KEY("project_id","path")
);
--> statement-breakpoint
CREATE TABLE "dataset_inputs" (
	"run_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"source_type" text NOT NULL,
	"source" text NOT NULL,
	"schema" text,
	"profile" text,
	"tags" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "dataset_inputs_run_id_name_digest_pk" PRIMARY KEY("run_id","name","digest")
);
--> statement-breakpoint
CREATE TABLE "experiment_tags" (
	"experiment_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	CONSTRAINT "experiment_tags_experiment_id_key_pk" PRIMARY KEY("experiment_id","key")
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"description" text,
	"artifact_location" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "experiments_projectId_number_unique" UNIQUE("project_id","number"),
	CONSTRAINT "experiments_projectId_name_unique" UNIQUE("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "latest_metrics" (
	"run_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" double precision NOT NULL,
	"step" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "latest_metrics_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "logged_model_metrics" (
	"model_id" text COLLATE "C" NOT NULL,
	"run_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"dataset_name" text COLLATE "C" DEFAULT '' NOT NULL,
	"dataset_digest" text COLLATE "C" DEFAULT '' NOT NULL,
	"value" double precision NOT NULL,
	"step" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "logged_model_metrics_model_id_run_id_key_dataset_name_dataset_digest_pk" PRIMARY KEY("model_id","run_id","key","dataset_name","dataset_digest")
);
--> statement-breakpoint
CREATE TABLE "logged_models" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"experiment_id" uuid NOT NULL,
	"source_run_id" uuid,
	"name" text COLLATE "C" NOT NULL,
	"model_type" text COLLATE "C",
	"status" text DEFAULT 'pending' NOT NULL,
	"status_message" text,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tags" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "metric_points" (
	"run_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"step" bigint NOT NULL,
	"at" bigint NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "metric_points_run_id_key_step_at_value_pk" PRIMARY KEY("run_id","key","step","at","value")
);
--> statement-breakpoint
CREATE TABLE "run_models" (
	"run_id" uuid NOT NULL,
	"model_id" text COLLATE "C" NOT NULL,
	"direction" text NOT NULL,
	"step" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "run_models_run_id_model_id_direction_pk" PRIMARY KEY("run_id","model_id","direction")
);
--> statement-breakpoint
CREATE TABLE "run_params" (
	"run_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	CONSTRAINT "run_params_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "run_tags" (
	"run_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	CONSTRAINT "run_tags_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "tracked_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"experiment_id" uuid NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" DEFAULT 'running' NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"user_name" text COLLATE "C" NOT NULL,
	"created_by" text NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "artifact_paths" ADD CONSTRAINT "artifact_paths_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact_paths" ADD CONSTRAINT "artifact_paths_sha256_artifacts_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."artifacts"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_inputs" ADD CONSTRAINT "dataset_inputs_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_tags" ADD CONSTRAINT "experiment_tags_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "latest_metrics" ADD CONSTRAINT "latest_metrics_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_model_metrics" ADD CONSTRAINT "logged_model_metrics_model_id_logged_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."logged_models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_model_metrics" ADD CONSTRAINT "logged_model_metrics_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_models" ADD CONSTRAINT "logged_models_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_models" ADD CONSTRAINT "logged_models_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_points" ADD CONSTRAINT "metric_points_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_models" ADD CONSTRAINT "run_models_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_models" ADD CONSTRAINT "run_models_model_id_logged_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."logged_models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_params" ADD CONSTRAINT "run_params_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_tags" ADD CONSTRAINT "run_tags_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_runs" ADD CONSTRAINT "tracked_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_runs" ADD CONSTRAINT "tracked_runs_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "latest_metrics_key_value_run_id_index" ON "latest_metrics" USING btree ("key","value","run_id");--> statement-breakpoint
CREATE INDEX "logged_models_experiment_id_created_at_id_index" ON "logged_models" USING btree ("experiment_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "logged_models_source_run_id_index" ON "logged_models" USING btree ("source_run_id");--> statement-breakpoint
CREATE INDEX "tracked_runs_experiment_id_started_at_id_index" ON "tracked_runs" USING btree ("experiment_id","started_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "tracked_runs_project_id_started_at_id_index" ON "tracked_runs" USING btree ("project_id","started_at" DESC NULLS LAST,"id");