CREATE TABLE "reindexes" (
	"id" text PRIMARY KEY NOT NULL,
	"running" boolean,
	"reindex" json NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"lost" integer NOT NULL,
	CONSTRAINT "reindexes_running_unique" UNIQUE("running")
);
