import { describe, expect, test } from 'vitest'
import { fetchPhoto } from '../../src/photos/fetch-photo.ts'
import type { GuardedRequest } from '../../src/photos/guarded-fetch.ts'

const limits = { bytesMax: 100, deadlineMs: 1_000 }
const answering = (status: number, asked: GuardedRequest[] = []) => {
  return async (_url: string, request: GuardedRequest) => {
    asked.push(request)
    return { status, headers: { 'retry-after': '86400' }, bytes: Buffer.from('photo') }
  }
}
const url = 'https://photos.example/a.jpg?signature=topsecret'

describe('fetchPhoto', () => {
  test('hands on the limits and the signal, and gives the bytes', async () => {
    const asked: GuardedRequest[] = []
    const { signal } = new AbortController()
    expect((await fetchPhoto(url, limits, answering(200, asked), signal)).toString()).toBe('photo')
    expect(asked).toEqual([{ ...limits, signal }])
  })

  test.each([500, 502, 503, 504, 429, 408, 425])(
    '%i is a reason to come back later, at our own pace',
    async (status) => {
      await expect(fetchPhoto(url, limits, answering(status))).rejects.toMatchObject({
        code: 'photo-address-failed',
        disposition: 'retry',
        retryAfterMs: undefined,
        evidence: { host: 'photos.example', status },
      })
    },
  )

  test.each([400, 401, 403, 404, 410, 304, 302])('%i is final', async (status) => {
    const error: unknown = await fetchPhoto(url, limits, answering(status)).catch((it: unknown) => it)
    expect(error).toMatchObject({ code: 'photo-address-refused', disposition: 'give-up' })
    expect(JSON.stringify([String(error), error])).not.toContain('topsecret')
  })
})
