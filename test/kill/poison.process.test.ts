import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import type { ListingRecord } from '../../src/domain/record.ts'
import { answerLikeAModel, type ChatRequest } from '../stubs/answer-like-a-model.ts'
import { createKillablePlatform } from './killable-platform.ts'

// A job that ends its worker each time it is tried: here by the model's answer to it, which never comes, because the endpoint
// kills the workers when it is asked. To the product it looks like a photo that crashes a decoder or a text that eats all memory.

const answerMs = 400

test('a job that kills its workers each time ends as a dead letter that says so, and takes no other job with it', async () => {
  const model = await startModel('cursed', () => platform.kill('workers'))
  const platform = await createKillablePlatform({
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'a-model',
    // Longer than a worker that has just started may be too busy to renew its locks.
    LOCK_DURATION_MS: '3000',
    STALLED_INTERVAL_MS: '300',
  })
  try {
    platform.begin()
    await platform.ready()
    const seller = await platform.seller('poison')
    const sale = seller.sell(30)
    const poison = await seller.sellText('cursed blue cotton t-shirt')
    await sale.finished
    await seller.settled()

    const failed = await seller.get<ListingRecord>(`/v1/listings/${poison}`)
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'worker-lost' } })
    const deadLetters = await seller.deadLetters()
    expect(deadLetters).toEqual([
      expect.objectContaining({ listingId: poison, code: 'worker-lost', reason: expect.stringContaining('died') }),
    ])
    const innocent = (await seller.records()).filter(({ listingId }) => listingId !== poison)
    expect(innocent).toHaveLength(30)
    for (const { state } of innocent) expect(state).toMatch(/^(draft|needs-review)$/)
    expect(model.kills()).toBe(6)

    expect(await platform.stop()).toBe(0)
    expect(await platform.leftovers()).toEqual([])
  } finally {
    await platform.remove()
    await model.stop()
  }
})

/** An OpenAI-compatible endpoint that takes a moment for each answer, and kills whoever asks about the word. */
async function startModel(word: string, kill: () => Promise<void>) {
  let kills = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ChatRequest
    if (JSON.stringify(asked).includes(word)) {
      kills += 1
      return await kill()
    }
    setTimeout(() => {
      const content = JSON.stringify(answerLikeAModel(asked))
      const message = { role: 'assistant', content, refusal: null }
      const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }]
      const answer = { id: 'chatcmpl-1', object: 'chat.completion', created: 0, model: asked.model, choices }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    }, answerMs)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/v1`,
    kills: () => kills,
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
