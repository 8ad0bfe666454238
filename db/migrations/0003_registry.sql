CREATE TABLE "model_aliases" (
	"model_id" uuid NOT NULL,
	"alias" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "model_aliases_model_id_alias_pk" PRIMARY KEY("model_id","alias")
);
--> statement-breakpoint
CREATE TABLE "model_tags" (
	"model_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "model_tags_model_id_key_pk" PRIMARY KEY("model_id","key")
);
--> statement-breakpoint
CREATE TABLE "model_version_facts" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"description" text,
	"stage" text DEFAULT 'None' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_tags" (
	"version_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "version_tags_version_id_key_pk" PRIMARY KEY("version_id","key")
);
--> statement-breakpoint
ALTER TABLE "model_versions" ALTER COLUMN "artifact" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_versions" ALTER COLUMN "signature" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_versions" ALTER COLUMN "metrics" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_versions" ALTER COLUMN "parity" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_versions" ALTER COLUMN "details" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "source" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "logged_model_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "tracked_run_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "run_link" text;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "model_aliases" ADD CONSTRAINT "model_aliases_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_tags" ADD CONSTRAINT "model_tags_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_version_facts" ADD CONSTRAINT "model_version_facts_version_id_model_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_tags" ADD CONSTRAINT "version_tags_version_id_model_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
DROP TRIGGER model_versions_immutable ON "model_versions";
--> statement-breakpoint
CREATE TRIGGER model_versions_immutable BEFORE UPDATE OF "id", "model_id", "number", "artifact", "signature", "metrics", "parity", "details", "source", "logged_model_id", "tracked_run_id", "run_link", "report", "run_id", "node", "step_key", "created_by", "created_at" ON "model_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
