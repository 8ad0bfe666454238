CREATE TABLE "trigger_files" (
	"trigger_id" uuid NOT NULL,
	"path" text NOT NULL,
	"size" bigint NOT NULL,
	"modified_ms" double precision NOT NULL,
	"sha256" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "trigger_files_trigger_id_path_pk" PRIMARY KEY("trigger_id","path")
);
--> statement-breakpoint
CREATE TABLE "trigger_firings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trigger_id" uuid NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest" text,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"fault" jsonb,
	"run_id" uuid,
	"depth" integer DEFAULT 1 NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"by" text,
	"arrived_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "trigger_firings_triggerId_key_unique" UNIQUE("trigger_id","key")
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"watched_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"watch" jsonb NOT NULL,
	"overrides" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cooldown_seconds" integer DEFAULT 0 NOT NULL,
	"owner_id" text NOT NULL,
	"salt" text,
	"state" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"paused_at" timestamp with time zone,
	"fired_at" timestamp with time zone,
	"looked_at" timestamp with time zone,
	"fault" jsonb,
	"failing_since" timestamp with time zone,
	"failing_at" text,
	"refused" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "trigger_id" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "firing_id" uuid;--> statement-breakpoint
ALTER TABLE "trigger_files" ADD CONSTRAINT "trigger_files_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_firings" ADD CONSTRAINT "trigger_firings_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_firings" ADD CONSTRAINT "trigger_firings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_pipeline_id_pipelines_id_fk" FOREIGN KEY ("pipeline_id") REFERENCES "public"."pipelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_watched_id_pipelines_id_fk" FOREIGN KEY ("watched_id") REFERENCES "public"."pipelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trigger_firings_trigger_id_arrived_at_index" ON "trigger_firings" USING btree ("trigger_id","arrived_at");--> statement-breakpoint
CREATE INDEX "trigger_firings_run_id_index" ON "trigger_firings" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "trigger_firings_arrived_at_index" ON "trigger_firings" USING btree ("arrived_at") WHERE outcome = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "triggers_project_id_name_index" ON "triggers" USING btree ("project_id","name") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_endpoint_a_pipeline" ON "triggers" USING btree ("pipeline_id") WHERE deleted_at is null and kind = 'api';--> statement-breakpoint
CREATE INDEX "triggers_project_id_kind_index" ON "triggers" USING btree ("project_id","kind");--> statement-breakpoint
CREATE INDEX "triggers_watched_id_index" ON "triggers" USING btree ("watched_id");--> statement-breakpoint
CREATE INDEX "triggers_pipeline_id_index" ON "triggers" USING btree ("pipeline_id");