CREATE TABLE "tallies" (
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"slot" integer NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "tallies_project_id_name_label_slot_pk" PRIMARY KEY("project_id","name","label","slot")
);
--> statement-breakpoint
CREATE TABLE "trigger_rows" (
	"trigger_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "trigger_rows_trigger_id_key_pk" PRIMARY KEY("trigger_id","key")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "fault" jsonb;--> statement-breakpoint
ALTER TABLE "trigger_files" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_rows" ADD CONSTRAINT "trigger_rows_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_sent_at_index" ON "outbox" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "trigger_firings_settled_at_index" ON "trigger_firings" USING btree ("settled_at") WHERE run_id is null;