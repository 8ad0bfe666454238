CREATE TABLE "demo_jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"demo_id" uuid NOT NULL,
	"asker" text NOT NULL,
	"session" text NOT NULL,
	"call" text NOT NULL,
	"actor" jsonb NOT NULL,
	"rows" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"lease" uuid,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demo_uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"demo_id" uuid NOT NULL,
	"asker" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demo_jobs" ADD CONSTRAINT "demo_jobs_demo_id_demos_id_fk" FOREIGN KEY ("demo_id") REFERENCES "public"."demos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_uploads" ADD CONSTRAINT "demo_uploads_demo_id_demos_id_fk" FOREIGN KEY ("demo_id") REFERENCES "public"."demos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demo_jobs_status_number_index" ON "demo_jobs" USING btree ("status","number");--> statement-breakpoint
CREATE INDEX "demo_jobs_demo_id_session_index" ON "demo_jobs" USING btree ("demo_id","session");--> statement-breakpoint
CREATE INDEX "demo_jobs_ended_at_index" ON "demo_jobs" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "demo_uploads_demo_id_asker_index" ON "demo_uploads" USING btree ("demo_id","asker");--> statement-breakpoint
CREATE INDEX "demo_uploads_created_at_index" ON "demo_uploads" USING btree ("created_at");