import { startTestRedis } from '../stubs/redis-server.ts'
import { startTestApp } from './start-test-app.ts'

/** A process of its own for tools that test over HTTP: prints its address as one line, ends with its standard input. */
const redis = await startTestRedis()
const app = await startTestApp(redis.url)
console.log(app.url)
process.stdin.resume().once('end', async () => {
  await app.close()
  await redis.stop()
})
