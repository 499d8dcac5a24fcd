import { type CatalogEmbeddings, spaceOf } from '../catalog/catalog-embeddings.ts'
import type { ChosenEmbeddings } from '../catalog/embeddings/create-embeddings-source.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { broken, type Check, limited, ok, reasonOf } from './check.ts'

const part = 'embeddings'

/**
 * What the catalog's texts are compared by, and why it is that. `recorded`: what the catalog was indexed with; null: nobody can
 * tell now. `ask`: an endpoint is asked for the vector of one word, which shows that it works, and costs a few tokens.
 */
export async function checkEmbeddings(
  choose: (recorded: string | null) => Promise<ChosenEmbeddings>,
  recorded: { space: string | null } | null,
  ask: boolean,
): Promise<Check> {
  const space = recorded?.space ?? null
  try {
    const { embeddings, why } = await choose(space)
    const used = `${embeddings.name}@${embeddings.version}, ${embeddings.dimensions} numbers a text: ${why}`
    if (space !== null && spaceOf(embeddings) !== space)
      return limited(
        part,
        `the catalog was indexed with ${space}, and ${spaceOf(embeddings)} is used (${why}): drafts are made without neighbors`,
        'run `hangtag catalog reindex`, or go back to what it was indexed with',
      )
    if (ask && embeddings.name.startsWith('endpoint:')) await embeddings.embedQuery('jeans')
    if (isMakeshift(embeddings, why))
      return limited(
        part,
        used,
        'words that mean the same are found by a model: set EMBEDDINGS_MODEL, or EMBEDDINGS=local; then run `hangtag catalog reindex`',
      )
    return ok(part, recorded === null ? `${used} (unless the catalog was indexed with another)` : used)
  } catch (error) {
    if (!(error instanceof HangtagError)) throw error
    if (error.code === 'embeddings-not-asked') return ok(part, error.message)
    const { endpoint } = error.evidence
    const where = typeof endpoint === 'string' ? `${endpoint}: ` : ''
    return broken(
      part,
      `${where}${reasonOf(error)}`,
      'correct the EMBEDDINGS settings; without them drafts are made without neighbors',
    )
  }
}

/** N-grams that nobody chose. */
function isMakeshift({ name }: CatalogEmbeddings, why: string): boolean {
  return name === 'hashed-ngrams' && !why.startsWith('EMBEDDINGS=')
}
