import type { z } from 'zod'
import type { copySchema } from '../domain/record.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { type CopyTarget, copyTargets, genericTarget } from './copy-targets.ts'
import { copyVocabulary } from './copy-vocabulary.ts'
import { guardPiece, type Refused } from './guard-piece.ts'
import type { Told } from './tell-facts.ts'
import { writeCopy } from './write-copy.ts'
import type { Written } from './written.ts'

/** A piece of a model that was not used, and why. `piece`: as on the record. */
type RefusedPiece = Refused & { piece: string }

/**
 * The copy of a draft, for each target: the model's piece where it holds against every guard, else the one out of the fields.
 * The pieces of `generic` stand under `title` and `description`, those of others under `<target>.title`. `aiWritten` tells
 * them apart, and for feeds that keep them apart too, `attribute` says where each goes. `prompt`: the model's instructions.
 */
export function chooseCopy(
  told: Told,
  targets: readonly string[],
  { written, prompt }: Written | { written: null; prompt: null },
  taxonomy: Taxonomy,
): { copy: z.infer<typeof copySchema>; refused: RefusedPiece[] } {
  const copy: z.infer<typeof copySchema> = {}
  const refused: RefusedPiece[] = []
  const vocabulary = written === null ? null : copyVocabulary(told, taxonomy)
  for (const target of copyTargets([genericTarget, ...targets])) {
    const plain = writeCopy(told, target, taxonomy)
    const said = written?.find((pieces) => pieces.target === target.id)
    for (const kind of ['title', 'description'] as const) {
      const key = target.id === genericTarget ? kind : `${target.id}.${kind}`
      const text = said?.[kind] ?? null
      const isAsked = targets.includes(target.id) && target[kind] !== null
      let chosen: string | null = null
      if (vocabulary !== null && isAsked) {
        const guarded =
          text === null
            ? { code: 'missing' as const, words: [] }
            : guardPiece(text, { kind, told, target, vocabulary, prompt: prompt ?? '', taxonomy })
        if ('text' in guarded) chosen = guarded.text
        else refused.push({ piece: key, ...guarded })
      }
      const chosenText = chosen ?? plain[kind]
      if (chosenText !== null) copy[key] = { text: chosenText, ...marks(target, kind, chosen !== null) }
    }
  }
  return { copy, refused }
}

function marks(target: CopyTarget, kind: 'title' | 'description', aiWritten: boolean) {
  const { attribute, attributeOfAi } = target[kind] ?? {}
  const name = aiWritten ? attributeOfAi : attribute
  return { aiWritten, ...(name === undefined ? {} : { attribute: name }) }
}
