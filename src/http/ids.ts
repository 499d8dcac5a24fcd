import { z } from 'zod'

const ulidPattern = '[0-9A-HJKMNP-TV-Z]{26}'

/** Path parameters of one listing. */
export const listingParams = z.object({
  id: z
    .string()
    .regex(new RegExp(`^lst_${ulidPattern}$`), 'not the id of a listing')
    .describe('The id of the listing'),
})

/** Path parameters of one thing that the store named: a key, a webhook, a dead letter, a delivery. */
export const thingParams = z.object({
  id: z
    .string()
    .regex(/^[a-z]{2,4}_[0-9A-Za-z_-]{1,100}$/, 'not an id')
    .describe('The id as it was given'),
})
