ALTER TABLE "deletions" ADD COLUMN "indexed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "deletions" ADD COLUMN "index_waiting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "index_waiting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "listings_index_waiting" ON "listings" USING btree ("id") WHERE "listings"."index_waiting" = true;