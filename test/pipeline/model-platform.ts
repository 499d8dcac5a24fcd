import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { type Platform, startPlatform } from './start-platform.ts'

export type ModelPlatform = {
  readonly model: ModelServer
  /** The one that the test has started. */
  readonly platform: Platform
  start(more?: Record<string, string>): Promise<void>
}

/** For the tests of one file: an OpenAI-compatible endpoint that is a process of its own, and for each test a platform that asks it. */
export function modelPlatform(settings: Record<string, string> = {}): ModelPlatform {
  let model: ModelServer | undefined
  let platform: Platform | undefined
  beforeAll(async () => {
    model = await startModelServer()
  })
  afterAll(() => model?.stop())
  afterEach(async () => {
    await platform?.stop()
    await platform?.remove()
    platform = undefined
  })
  const running: ModelPlatform = {
    get model() {
      if (model === undefined) throw new Error('the endpoint runs only while the tests do')
      return model
    },
    get platform() {
      if (platform === undefined) throw new Error('this test has not started a platform')
      return platform
    },
    start: async (more = {}) => {
      platform = await startPlatform({
        REDIS_URL: inject('redisUrl'),
        MODEL_BASE_URL: running.model.url,
        MODEL_NAME: 'a-model',
        ...settings,
        ...more,
      })
    },
  }
  return running
}
