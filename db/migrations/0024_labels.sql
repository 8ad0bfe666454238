CREATE TABLE "labels" (
	"prediction_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"value" jsonb NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "serving_minutes" (
	"process" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"host" text NOT NULL,
	"memory" bigint NOT NULL,
	"cpu" real NOT NULL,
	CONSTRAINT "serving_minutes_minute_process_pk" PRIMARY KEY("minute","process")
);
--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_prediction_id_predictions_id_fk" FOREIGN KEY ("prediction_id") REFERENCES "public"."predictions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "labels_endpoint_id_at_index" ON "labels" USING btree ("endpoint_id","at");