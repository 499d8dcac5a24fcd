import { z } from 'zod'

/** How many tokens a photo costs, by what the server does with it. `factor` is what is billed for one patch. */
const imageRuleSchema = z.discriminatedUnion('kind', [
  /** Squares of `side` pixels; a photo of more than `budget` of them, or with a longer side, is scaled down by the server. */
  z.strictObject({
    kind: z.literal('patches'),
    side: z.int().min(1),
    budget: z.int().min(1),
    longestSide: z.int().min(1).nullable().default(null),
    factor: z.number().positive(),
    /** What even the smallest photo costs. */
    least: z.int().min(0).optional(),
  }),
  /** Scaled to fit `longestSide`, then its shorter side to `shortestSide`; `base` and `each` tile of `side` pixels are billed. */
  z.strictObject({
    kind: z.literal('tiles'),
    side: z.int().min(1),
    longestSide: z.int().min(1),
    shortestSide: z.int().min(1),
    base: z.int().min(0),
    each: z.int().min(0),
  }),
  /** The same for every photo; the server scales to a square of `side` pixels. */
  z.strictObject({ kind: z.literal('flat'), tokens: z.int().min(0), side: z.int().min(1) }),
])
export type ImageRule = z.infer<typeof imageRuleSchema>

/** Parameters of a request that not every endpoint or model takes. */
const optionalParameters = [
  'temperature',
  'logprobs',
  'reasoning_effort',
  'service_tier',
  'prompt_cache_key',
  'store',
] as const
export type OptionalParameter = (typeof optionalParameters)[number]

const sentSchema = z.partialRecord(z.enum(optionalParameters), z.union([z.string(), z.number(), z.boolean()]))
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2027-01-14')
/** Names with `*` for anything; the part of a routed name after the last slash is what is matched. */
const pattern = z.string().min(1)

/** What is known of a model (or a family of them), wherever it is served; the first rule that matches says each thing. */
const modelRuleSchema = z.strictObject({
  match: z.array(pattern).min(1),
  /** An open model, which is the same on every server; others are known by name only where their makers or routers serve them. */
  open: z.boolean().optional(),
  /** Optional parameters that it refuses, though the endpoint takes them. */
  refuses: z.array(z.enum(optionalParameters)).optional(),
  /** Optional parameters that are sent to it. */
  sends: sentSchema.optional(),
  imageDetail: z.enum(['auto', 'low', 'high']).nullable().optional(),
  image: imageRuleSchema.optional(),
  /** The last day on which it can be called. */
  shutdownOn: isoDate.optional(),
})
type ModelRule = z.infer<typeof modelRuleSchema>

const dollars = z.number().min(0)
/** Dollars per million tokens. A price belongs to an endpoint: the same name on a server of one's own costs something else. */
export const priceSchema = z.strictObject({
  endpoint: z.string(),
  model: pattern,
  input: dollars,
  cached: dollars,
  cacheWrite: dollars,
  output: dollars,
})
export type Price = z.infer<typeof priceSchema>

const batchSchema = z.strictObject({
  /** Of one file. */
  requestsMax: z.int().min(1),
  bytesMax: z.int().min(1),
  /** Of the listed price. */
  priceShare: z.number().positive(),
})

/** One kind of endpoint: how a request is written for it and how its tokens are counted. */
const endpointSchema = z.strictObject({
  /** Of the address: exact, with `*` for a part of a name, or with a port (`*:11434`). */
  hosts: z.array(z.string()).optional(),
  outputTokens: z.enum(['max_completion_tokens', 'max_tokens']),
  /** `json_object`: the endpoint holds to JSON, the schema goes into the prompt. `text`: it takes no form at all. */
  structuredOutput: z.enum(['json_schema', 'json_object', 'text']),
  /** Whether `strict: true` is sent along with the schema. */
  strict: z.boolean(),
  /** Null: the parameter is not sent. */
  imageDetail: z.enum(['auto', 'low', 'high']).nullable(),
  takes: z.array(z.enum(optionalParameters)),
  sends: sentSchema.optional(),
  /** The header that carries the key as it is; without it the key goes as a bearer token. */
  keyHeader: z.string().optional(),
  /** `api-version` of addresses that name a deployment. */
  apiVersion: z.string().optional(),
  /** Whether all rules under `models` are asked, or only those of open models: here a name may be anybody's. */
  knownModels: z.boolean(),
  /** The lane for files of requests that are answered within a day; left out: it has none. */
  batch: batchSchema.optional(),
  tokens: z.strictObject({
    /** On what our tokenizer counts, so that the figure is the most that it can be. */
    factor: z.number().min(1),
    /** For each message, beside its words. */
    perMessage: z.int().min(0),
    /** For a photo of a model that no rule names. */
    image: imageRuleSchema,
  }),
})
type Endpoint = z.infer<typeof endpointSchema>

/** The whole file: kinds of endpoints, models, prices. */
export const profilesSchema = z.strictObject({
  endpoints: z.record(z.string(), endpointSchema),
  models: z.array(modelRuleSchema),
  prices: z.array(priceSchema),
})
export type Profiles = z.infer<typeof profilesSchema>

/** A user's file over it: parts of endpoints replace what is there, models and prices are asked before those that ship. */
export const profileOverridesSchema = z.strictObject({
  endpoints: z.record(z.string(), endpointSchema.partial()).default({}),
  models: z.array(modelRuleSchema).default([]),
  prices: z.array(priceSchema).default([]),
})

/** The profile of one endpoint, with what is known of its models. Plain data: planning, counting and pricing take it. */
export type Profile = Omit<Endpoint, 'hosts' | 'knownModels' | 'sends' | 'keyHeader' | 'apiVersion' | 'batch'> & {
  name: string
  sends: z.infer<typeof sentSchema>
  keyHeader: string | null
  apiVersion: string | null
  batch: z.infer<typeof batchSchema> | null
  models: readonly ModelRule[]
  prices: readonly Price[]
}
