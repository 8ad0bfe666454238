ALTER TABLE "traffic" ADD COLUMN "busy" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic" ADD COLUMN "memory" bigint DEFAULT 0 NOT NULL;