CREATE TABLE "spending_caps" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"max_usd" double precision NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "spending_caps_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "spending_cap" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "spending_cap" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "day_budget_usd" double precision;--> statement-breakpoint
CREATE INDEX "ledger_by_cap" ON "ledger" USING btree ("tenant","spending_cap") WHERE "ledger"."spending_cap" is not null;