import type { CatalogEmbeddings, EmbeddingsSource } from './catalog-embeddings.ts'
import { cosine } from './cosine.ts'
import { foldText } from './fold-text.ts'

/** What cosines mean in one embedding space: between texts of different things, and of a seller's text and its own thing. */
export type SimilarityScale = { different: number; same: number }

/**
 * Measures the scale of an embedding by probes, once for each space: a cosine of 0.4 is next to nothing for one model and as
 * good as the same for another. Measured: hashed n-grams 0.01 to 0.39, all-MiniLM-L6-v2 0.17 to 0.68; on it votes
 * of equal likeness are right equally often in both (`npm run bench -- neighbors`).
 */
export function similarityScales(source: Pick<EmbeddingsSource, 'open'>): (space: string) => Promise<SimilarityScale> {
  const known = new Map<string, Promise<SimilarityScale>>()
  return (space) => {
    const scale = known.get(space) ?? source.open(space).then(measure)
    known.set(space, scale)
    // An endpoint that is away now is asked again.
    scale.catch(() => known.delete(space))
    return scale
  }
}

async function measure(embeddings: CatalogEmbeddings): Promise<SimilarityScale> {
  const texts = probes.map(([text]) => foldText(text))
  const vectors = await embeddings.embedDocuments([...texts, ...probes.map(([, item]) => item)])
  const [same, different]: [number[], number[]] = [[], []]
  for (let row = 0; row < probes.length; row += 1)
    for (let column = 0; column < probes.length; column += 1)
      (row === column ? same : different).push(cosine(vectors[row] ?? [], vectors[probes.length + column] ?? []))
  return { different: median(different), same: median(same) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Things as sellers write of them, each with its item as a catalog has it; clothes mostly, and what else is sold. */
const probes: readonly (readonly [text: string, item: string])[] = [
  ['mens navy wool jumper crew neck size L', 'Crew neck sweater in navy lambswool. sweaters. men'],
  ['white leather trainers uk 7 hardly worn', 'Low sneakers, white leather. sneakers. unisex'],
  ['floral summer dress midi length size 12', 'Midi dress with floral print. dresses. women'],
  ['black skinny jeans high waist W28', 'High rise skinny jeans, black denim. jeans. women'],
  ['brown leather crossbody bag with gold zip', 'Shoulder bag in brown leather with strap. handbags'],
  ['kids waterproof winter boots size 28', 'Snow boots for children, lined. boots. kids'],
  ['silver hoop earrings sterling 925', 'Hoop earrings, sterling silver. earrings'],
  ['running shorts with pockets mens M', 'Sports shorts, quick drying. shorts. men'],
  ['checked flannel shirt thick cotton red', 'Plaid shirt in red brushed cotton. shirts. men'],
  ['wool winter coat camel double breasted', 'Camel coat, wool blend, two rows of buttons. coats. women'],
  ['silk scarf square multicolour', 'Square silk scarf with print. scarves'],
  ['baby sleepsuits bundle 0-3 months white', 'Sleepsuits for babies, set of three. baby one-pieces'],
  ['automatic mens watch steel bracelet', 'Wristwatch, stainless steel, automatic. watches'],
  ['ground coffee medium roast 12 oz', 'Medium roast ground coffee, 12 ounces. coffee'],
  ['electric toothbrush with 2 brush heads', 'Rechargeable toothbrush and spare heads. toothbrushes'],
  ['sun cream spf 50 for face', 'Face sunscreen lotion, SPF 50. sunscreen'],
]
