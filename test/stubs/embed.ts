import { createHash } from 'node:crypto'

export type EmbeddingsRequest = {
  model: string
  input: string | string[] | number[] | number[][]
  encoding_format?: 'float' | 'base64'
  dimensions?: number
}

/** Unit vectors made of the words of each input: the same words, the same direction. */
export function embed({ model, input, encoding_format: format = 'float', dimensions = 256 }: EmbeddingsRequest) {
  const isOne = typeof input === 'string' || typeof input[0] === 'number'
  const inputs = (isOne ? [input] : input) as (string | number[])[]
  const tokens = inputs.reduce((sum, each) => sum + Math.ceil(each.length / 4), 0)
  const data = inputs.map((each, index) => {
    const vector = vectorOf(String(each), dimensions)
    const embedding = format === 'float' ? [...vector] : Buffer.from(vector.buffer).toString('base64')
    return { object: 'embedding', index, embedding }
  })
  return { object: 'list', model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } }
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const word of text.toLowerCase().split(/\P{L}+/u)) {
    const hash = createHash('sha256').update(word).digest()
    const place = hash.readUInt32BE(0) % dimensions
    vector[place] = (vector[place] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? 1 : -1)
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
