CREATE TABLE "release_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"step" integer NOT NULL,
	"route" integer,
	"reason" text,
	"by" text,
	"gates" jsonb
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"from_route" integer NOT NULL,
	"from_version_id" uuid NOT NULL,
	"to_version_id" uuid NOT NULL,
	"plan" jsonb NOT NULL,
	"state" text NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"step_at" timestamp with time zone DEFAULT now() NOT NULL,
	"before" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"route" integer,
	"reason" text,
	"note" text,
	"step_key" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "releases_stepKey_unique" UNIQUE("step_key")
);
--> statement-breakpoint
CREATE TABLE "traffic" (
	"endpoint_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"answered" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"compared" integer DEFAULT 0 NOT NULL,
	"disagreed" integer DEFAULT 0 NOT NULL,
	"latency" integer[] NOT NULL,
	CONSTRAINT "traffic_endpoint_id_minute_version_id_mode_pk" PRIMARY KEY("endpoint_id","minute","version_id","mode")
);
--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "shadow_of" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "release_id" uuid;--> statement-breakpoint
ALTER TABLE "release_events" ADD CONSTRAINT "release_events_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traffic" ADD CONSTRAINT "traffic_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "release_events_release_id_id_index" ON "release_events" USING btree ("release_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "releases_one_at_a_time" ON "releases" USING btree ("endpoint_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "releases_endpoint_id_started_at_index" ON "releases" USING btree ("endpoint_id","started_at");--> statement-breakpoint
CREATE INDEX "releases_project_id_state_index" ON "releases" USING btree ("project_id","state");