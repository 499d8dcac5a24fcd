import { expect, it } from 'vitest'
import { readLimitHeaders } from '../../../src/model/flow/read-limit-headers.ts'

const read = (headers: Record<string, string>) => readLimitHeaders(new Headers(headers))
const nothing = { requestsPerMinute: 0, tokensPerMinute: 0, requestsEmpty: 0, tokensEmpty: 0 }

it('reads limits of requests and tokens as OpenAI writes them', () => {
  expect(
    read({
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-limit-tokens': '200000',
      'x-ratelimit-remaining-requests': '499',
      'x-ratelimit-remaining-tokens': '197500',
      'x-ratelimit-reset-requests': '120ms',
      'x-ratelimit-reset-tokens': '750ms',
    }),
  ).toEqual({ ...nothing, requestsPerMinute: 500, tokensPerMinute: 200_000 })
})

it('says how long until there is room for one more where none is left', () => {
  const answer = read({
    'x-ratelimit-limit-requests': '60',
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': '59.4s',
  })
  expect(answer).toEqual({ ...nothing, requestsPerMinute: 60, requestsEmpty: 990_000 })
})

it('does not take the limit of a day for one of a minute', () => {
  const headers = { 'x-ratelimit-limit-requests': '10000', 'x-ratelimit-remaining-requests': '9000' }
  expect(read({ ...headers, 'x-ratelimit-reset-requests': '2h24m0s' })).toEqual(nothing)
  expect(read({ ...headers, 'x-ratelimit-reset-requests': '6s' }).requestsPerMinute).toBe(10_000)
})

it.each([
  {},
  { 'x-ratelimit-limit-requests': '-1' },
  { 'x-ratelimit-limit-tokens': 'many' },
  { 'x-ratelimit-limit-requests': '0' },
])('takes nothing from %j', (headers) => {
  expect(read(headers)).toEqual(nothing)
})
