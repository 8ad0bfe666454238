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
ALTER TABLE "traffic" ADD CONSTRAINT "traffic_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;