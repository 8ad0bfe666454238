ALTER TABLE "projects" ADD COLUMN "gone_experiment" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "logged_models" ADD COLUMN "artifact_root" text;--> statement-breakpoint
ALTER TABLE "tracked_runs" ADD COLUMN "artifact_root" text;