/** How servers with OpenAI's `/embeddings` are asked for the vectors of pictures, for which OpenAI's own API has no form. */
export const imageForms = {
  /** infinity (`modality` beside OpenAI's `input`). */
  infinity: {
    picturesMax: 8,
    body: (model, pictures) => ({
      model,
      input: pictures.map(dataUrl),
      modality: 'image',
      encoding_format: 'float',
    }),
  },
  /** NVIDIA's NV-CLIP: data URLs as they are. */
  nvclip: {
    picturesMax: 8,
    body: (model, pictures) => ({ model, input: pictures.map(dataUrl), encoding_format: 'float' }),
  },
  /** Jina: objects, with the bytes as base64. */
  jina: {
    picturesMax: 8,
    body: (model, pictures) => ({
      model,
      input: pictures.map((picture) => ({ image: picture.toString('base64') })),
      embedding_type: 'float',
    }),
  },
  /** vLLM: a chat of one picture, which gets one vector. */
  vllm: {
    picturesMax: 1,
    body: (model, pictures) => ({
      model,
      messages: pictures.map((picture) => ({
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: dataUrl(picture) } }],
      })),
      encoding_format: 'float',
    }),
  },
} as const satisfies Record<string, ImageForm>

export type ImageFormName = keyof typeof imageForms
export const imageFormNames = Object.keys(imageForms) as ImageFormName[]

export type ImageForm = {
  /** Pictures in one request: 8 of 320 pixels are some 200 kB. */
  picturesMax: number
  body(model: string, pictures: readonly Buffer[]): Record<string, unknown>
}

/** The form that a server is known for; infinity's where it is not. */
export function guessImageForm(baseUrl: string): ImageFormName {
  const { hostname } = new URL(baseUrl)
  if (/(^|\.)jina\.ai$/.test(hostname)) return 'jina'
  return /(^|\.)nvidia\.com$/.test(hostname) ? 'nvclip' : 'infinity'
}

function dataUrl(picture: Buffer): string {
  return `data:image/jpeg;base64,${picture.toString('base64')}`
}
