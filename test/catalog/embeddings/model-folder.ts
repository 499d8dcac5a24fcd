import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A temporary folder that goes with the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-models-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What looks like a model at `folder`; the bytes of its weights are these words. */
export async function writeModel(folder: string, weights: string, file = 'model_quantized.onnx'): Promise<void> {
  await write(join(folder, 'config.json'), JSON.stringify({ model_type: 'bert', hidden_size: 384 }))
  await write(join(folder, 'tokenizer.json'), '{}')
  await write(join(folder, 'onnx', file), weights)
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
