CREATE TABLE "serving_minutes" (
	"process" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"host" text NOT NULL,
	"memory" bigint NOT NULL,
	"cpu" real NOT NULL,
	CONSTRAINT "serving_minutes_minute_process_pk" PRIMARY KEY("minute","process")
);
