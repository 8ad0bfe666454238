CREATE TABLE "demo_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"demo_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"visitor" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"output" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_labels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"answer_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"corrected" jsonb,
	"reason" text,
	"visitor" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demo_labels_answerId_visitor_unique" UNIQUE("answer_id","visitor")
);
--> statement-breakpoint
CREATE TABLE "demo_pages" (
	"demo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"page" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demo_pages_demo_id_number_pk" PRIMARY KEY("demo_id","number")
);
--> statement-breakpoint
CREATE TABLE "demo_shares" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"demo_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"per_hour" integer,
	"total" integer,
	"frames" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "demo_shares_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "demo_visits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"share_id" uuid NOT NULL,
	"hash" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "demo_visits_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "demos" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version_id" uuid,
	"endpoint_id" uuid,
	"rule" text DEFAULT 'project' NOT NULL,
	"guests" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "demos_name_unique" UNIQUE("name"),
	CONSTRAINT "one_demo_subject" CHECK (num_nonnulls("demos"."version_id", "demos"."endpoint_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "demo_answers" ADD CONSTRAINT "demo_answers_demo_id_demos_id_fk" FOREIGN KEY ("demo_id") REFERENCES "public"."demos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_labels" ADD CONSTRAINT "demo_labels_answer_id_demo_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."demo_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_pages" ADD CONSTRAINT "demo_pages_demo_id_demos_id_fk" FOREIGN KEY ("demo_id") REFERENCES "public"."demos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_shares" ADD CONSTRAINT "demo_shares_demo_id_demos_id_fk" FOREIGN KEY ("demo_id") REFERENCES "public"."demos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_visits" ADD CONSTRAINT "demo_visits_share_id_demo_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."demo_shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demos" ADD CONSTRAINT "demos_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demos" ADD CONSTRAINT "demos_version_id_model_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demos" ADD CONSTRAINT "demos_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demo_answers_demo_id_visitor_at_index" ON "demo_answers" USING btree ("demo_id","visitor","at");--> statement-breakpoint
CREATE INDEX "demo_shares_demo_id_index" ON "demo_shares" USING btree ("demo_id");--> statement-breakpoint
CREATE INDEX "demo_visits_share_id_at_index" ON "demo_visits" USING btree ("share_id","at");--> statement-breakpoint
CREATE INDEX "demos_project_id_index" ON "demos" USING btree ("project_id");