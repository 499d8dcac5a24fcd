import type { CatalogEmbeddings } from '../../src/catalog/catalog-embeddings.ts'

/**
 * Two numbers a text: the direction that it names ("deg40"), so that a test says which items are near. Texts that name none
 * point west.
 */
export const compass: CatalogEmbeddings = {
  name: 'compass',
  version: '1',
  dimensions: 2,
  embedDocuments: async (texts) => texts.map(direction),
  embedQuery: async (text) => direction(text),
}

function direction(text: string): number[] {
  const degrees = Number(/deg(\d+)/.exec(text)?.[1] ?? 180)
  return [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
}
