import { readFile } from 'node:fs/promises'
import sharp from 'sharp'

// A program: `sharp-alone-program.ts COUNT IN-FLIGHT MODEL-SIDE THUMB-SIDE FILE…`. Makes what the product keeps of a photo, COUNT
// times over, with nothing else in the process: decoded once, upright, a model's JPEG and a thumbnail. The files' bytes are in
// memory before the clock starts. Writes `{ "seconds", "cpuSeconds" }` to stdout.

const [count = 0, inFlight = 0, modelSide = 0, thumbSide = 0] = process.argv.slice(2, 6).map(Number)
const photos = await Promise.all(process.argv.slice(6).map((file) => readFile(file)))

sharp.cache(false)
await normalize(0)
const started = performance.now()
const before = process.cpuUsage()
let next = 0
await Promise.all(Array.from({ length: inFlight }, run))
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1_000_000 }))

async function run(): Promise<void> {
  while (next < count) {
    next += 1
    await normalize(next)
  }
}

async function normalize(number: number): Promise<Buffer[]> {
  const photo = photos[number % photos.length]
  const { data, info } = await sharp(photo)
    .autoOrient()
    .resize(modelSide, modelSide, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const small = () => sharp(data, { raw: { width, height, channels } })
  return await Promise.all([
    small().jpeg({ quality: 85 }).toBuffer(),
    small().resize(thumbSide, thumbSide, { fit: 'inside' }).jpeg({ quality: 85 }).toBuffer(),
  ])
}
