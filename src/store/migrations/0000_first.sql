CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"name" text NOT NULL,
	"scopes" json NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text,
	"listing_id" text,
	"queue" text NOT NULL,
	"data" json NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"attempts" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"replayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "deletions" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"listing_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"lost" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"lost" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"listing_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"data" json NOT NULL,
	CONSTRAINT "events_listing_id_seq_pk" PRIMARY KEY("listing_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"tenant" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"listing_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_tenant_key_pk" PRIMARY KEY("tenant","key")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"lost" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"listing_id" text,
	"step" text NOT NULL,
	"model" text NOT NULL,
	"endpoint" text NOT NULL,
	"prompt" text NOT NULL,
	"usage" json NOT NULL,
	"cost_usd" double precision,
	"outcome" text NOT NULL,
	"ms" double precision NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"id" text PRIMARY KEY NOT NULL,
	"ordinal" bigint GENERATED ALWAYS AS IDENTITY (sequence name "listings_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant" text NOT NULL,
	"lane" text NOT NULL,
	"state" text NOT NULL,
	"input" json NOT NULL,
	"photos" json NOT NULL,
	"revision" integer NOT NULL,
	"run" integer NOT NULL,
	"version" integer NOT NULL,
	"draft" json,
	"drafted_revision" integer,
	"drafted_run" integer,
	"corrections" json NOT NULL,
	"problem" json,
	"accepted_at" timestamp (3) with time zone,
	"publishing" integer,
	"publication" json,
	"published_version" integer,
	"indexed_version" integer,
	"index_failed_version" integer,
	"last_event" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"lost" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"tenant" text PRIMARY KEY NOT NULL,
	"accept_at" double precision
);
--> statement-breakpoint
CREATE TABLE "read_results" (
	"listing_id" text NOT NULL,
	"key" text NOT NULL,
	"result" json NOT NULL,
	CONSTRAINT "read_results_listing_id_key_pk" PRIMARY KEY("listing_id","key")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"url" text NOT NULL,
	"events" json NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "dead_letters" ADD CONSTRAINT "dead_letters_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_results" ADD CONSTRAINT "read_results_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_by_tenant" ON "api_keys" USING btree ("tenant");--> statement-breakpoint
CREATE INDEX "dead_letters_by_tenant" ON "dead_letters" USING btree ("tenant","at");--> statement-breakpoint
CREATE INDEX "dead_letters_by_listing" ON "dead_letters" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_webhook" ON "deliveries" USING btree ("webhook_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_listing" ON "deliveries" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "deliveries_pending" ON "deliveries" USING btree ("hinted_at") WHERE "deliveries"."hinted_at" is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ledger_by_tenant" ON "ledger" USING btree ("tenant","at");--> statement-breakpoint
CREATE INDEX "ledger_by_listing" ON "ledger" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "listings_by_tenant" ON "listings" USING btree ("tenant","ordinal");--> statement-breakpoint
CREATE INDEX "listings_by_state" ON "listings" USING btree ("tenant","state","ordinal");--> statement-breakpoint
CREATE INDEX "listings_pending" ON "listings" USING btree ("hinted_at") WHERE "listings"."hinted_at" is not null;--> statement-breakpoint
CREATE INDEX "webhooks_by_tenant" ON "webhooks" USING btree ("tenant");