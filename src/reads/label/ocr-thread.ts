import { parentPort, workerData } from 'node:worker_threads'
import { createWorker, OEM, type Page, type PSM, type Worker } from 'tesseract.js'
import type { OcrAnswer, OcrLine, OcrPicture } from './create-ocr.ts'

// The thread behind `create-ocr.ts`: one gray picture in, its words out. Tesseract runs in a thread of its own below this one;
// what goes wrong there without a listener (its library throws from event handlers) ends this thread, not the process.

// What the engine prints of a picture is no log of ours.
process.stdout.write = () => true
process.stderr.write = () => true

const starting = start()
// Whoever sends a picture is told; before that, nobody listens.
starting.catch(() => {})

parentPort?.on('message', async (picture: OcrPicture) => {
  parentPort?.postMessage(await answer(picture))
})

/** Everything is on this machine: without `langPath` and with a cache the library would fetch and write. */
function start(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    // Where its data are damaged, the library's own promise never ends: it says so here alone.
    const options = { langPath: workerData as string, gzip: true, cacheMethod: 'none', errorHandler: reject }
    createWorker('eng', OEM.LSTM_ONLY, options)
      .then(async (worker) => {
        await worker.setParameters({ user_defined_dpi: '300' })
        resolve(worker)
      })
      .catch(reject)
  })
}

async function answer({ width, height, gray, layout }: OcrPicture): Promise<OcrAnswer> {
  let worker: Worker
  try {
    worker = await starting
  } catch (error) {
    return { problem: String(error), started: false }
  }
  try {
    // A gray picture in the simplest form there is (netpbm P5): nothing to compress, nothing to decode.
    const picture = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), gray])
    await worker.setParameters({ tessedit_pageseg_mode: layouts[layout] as PSM })
    const { data: page } = await worker.recognize(picture, {}, { text: false, blocks: true })
    return { lines: linesOf(page) }
  } catch (error) {
    return { problem: String(error), started: true }
  }
}

/** Tesseract's page segmentation modes: one block of text, one character. */
const layouts = { block: '6', letter: '10' }

function linesOf({ blocks }: Page): OcrLine[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
  return lines.map(({ words }) => ({
    words: words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({ text, confidence, box: [x0, y0, x1, y1] })),
  }))
}
