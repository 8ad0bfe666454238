CREATE TABLE "alias_protections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"model_id" uuid,
	"alias" text COLLATE "C" NOT NULL,
	"roles" jsonb NOT NULL,
	"users" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alias_protections_projectId_modelId_alias_unique" UNIQUE NULLS NOT DISTINCT("project_id","model_id","alias")
);
--> statement-breakpoint
CREATE TABLE "alias_requests" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"alias" text COLLATE "C" NOT NULL,
	"from_number" integer,
	"to_number" integer,
	"reason" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "decommissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version_id" uuid,
	"endpoint_id" uuid,
	"sunset_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"announced_by" text NOT NULL,
	"announced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decommissions_versionId_unique" UNIQUE("version_id"),
	CONSTRAINT "decommissions_endpointId_unique" UNIQUE("endpoint_id"),
	CONSTRAINT "one_subject" CHECK (num_nonnulls("decommissions"."version_id", "decommissions"."endpoint_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "model_cards" (
	"version_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"text" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_cards_version_id_revision_pk" PRIMARY KEY("version_id","revision")
);
--> statement-breakpoint
ALTER TABLE "model_version_facts" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alias_protections" ADD CONSTRAINT "alias_protections_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_protections" ADD CONSTRAINT "alias_protections_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_requests" ADD CONSTRAINT "alias_requests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_requests" ADD CONSTRAINT "alias_requests_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decommissions" ADD CONSTRAINT "decommissions_version_id_model_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decommissions" ADD CONSTRAINT "decommissions_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_cards" ADD CONSTRAINT "model_cards_version_id_model_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alias_requests_project_id_state_id_index" ON "alias_requests" USING btree ("project_id","state","id");--> statement-breakpoint
CREATE INDEX "alias_requests_model_id_id_index" ON "alias_requests" USING btree ("model_id","id");