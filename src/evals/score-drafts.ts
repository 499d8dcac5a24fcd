import { fieldRule } from './field-rule.ts'
import type { Drafted } from './read-drafts.ts'
import type { Gold } from './read-gold.ts'
import type { Verdict } from './verdict.ts'

/** One field of one listing, judged. */
export type Outcome = {
  id: string
  field: string
  verdict: Verdict
  /** The draft's value; null where it is blank. */
  got: unknown
  gold: unknown
  /** Of the value, or of the blank; null where the draft does not list the field. */
  confidence: number | null
  /** False: there is no draft of the listing, or it failed. Such a field is missed, also where gold is unknown. */
  drafted: boolean
}

/** Every field that gold names against the draft of the same id. Drafts without gold are not looked at. */
export function scoreDrafts(drafts: ReadonlyMap<string, Drafted>, gold: readonly Gold[]): Outcome[] {
  return gold.flatMap(({ id, fields }) => {
    const draft = drafts.get(id)
    return Object.entries(fields).map(([field, wanted]): Outcome => {
      if (draft === undefined || draft.state === 'failed')
        return { id, field, verdict: 'missed', got: null, gold: wanted, confidence: null, drafted: false }
      const listed = Object.hasOwn(draft.fields, field) ? draft.fields[field] : undefined
      const { value: got = null, confidence = null } = listed ?? {}
      return { id, field, verdict: fieldRule(field).judge(got, wanted), got, gold: wanted, confidence, drafted: true }
    })
  })
}
