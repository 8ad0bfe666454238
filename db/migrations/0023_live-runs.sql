CREATE TABLE "live_runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"heard_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "live_runs" ADD CONSTRAINT "live_runs_run_id_tracked_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."tracked_runs"("id") ON DELETE cascade ON UPDATE no action;