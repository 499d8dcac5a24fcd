import { parentPort } from 'node:worker_threads'
import decode from 'heic-decode'
import type { HeicAnswer, HeicJob } from './decode-heic.ts'

// The thread behind `decode-heic.ts`: one photo in, its pixels out. Decoding is a WASM call that nothing can interrupt, so it
// must not run where the event loop is needed.

// What the decoder prints of a bad file is no log of ours. (Capturing the streams from outside would keep the process alive.)
process.stdout.write = () => true
process.stderr.write = () => true

parentPort?.on('message', async (job: HeicJob) => {
  const answer = await decodePixels(job)
  parentPort?.postMessage(answer, 'data' in answer ? [answer.data] : [])
})

async function decodePixels(job: HeicJob): Promise<HeicAnswer> {
  try {
    const images = await decode.all({ buffer: job.bytes })
    try {
      const image = images[job.page] ?? images[0]
      if (image === undefined) return { problem: 'no picture in the file' }
      if (image.width * image.height > job.pixelsMax) return { problem: 'more pixels than the header says' }
      const { width, height, data } = await image.decode()
      return { width, height, data: data.buffer }
    } finally {
      images.dispose()
    }
  } catch (error) {
    return { problem: String(error) }
  }
}
