import { matchesPattern } from './matches-pattern.ts'
import type { ImageRule, OptionalParameter, Price, Profile } from './profile.ts'

/** What holds for one model at one endpoint. */
export type ModelRules = {
  takes: readonly OptionalParameter[]
  /** What is sent unless a request says otherwise. */
  sends: Readonly<Partial<Record<OptionalParameter, string | number | boolean>>>
  imageDetail: 'auto' | 'low' | 'high' | null
  image: ImageRule
  /** The last day on which it can be called; null: none is known. */
  shutdownOn: string | null
  price: Price | null
}

/** What a profile says of a model: the endpoint's word, and over it the first rule that matches and says the thing. */
export function modelRules(profile: Profile, model: string): ModelRules {
  // Routers put the maker before the name: `openai/gpt-5-mini`.
  const bare = model.slice(model.lastIndexOf('/') + 1)
  const rules = profile.models.filter(({ match }) =>
    match.some((pattern) => matchesPattern(pattern, bare) || matchesPattern(pattern, model)),
  )
  const first = <T>(pick: (rule: (typeof rules)[number]) => T | undefined): T | undefined =>
    rules.map(pick).find((value) => value !== undefined)
  const refused = rules.flatMap(({ refuses = [] }) => refuses)
  const takes = profile.takes.filter((parameter) => !refused.includes(parameter))
  const sends = Object.assign({}, profile.sends, ...rules.map(({ sends: sent = {} }) => sent).reverse())
  const detail = first(({ imageDetail }) => imageDetail)
  return {
    takes,
    sends: Object.fromEntries(Object.entries(sends).filter(([name]) => takes.includes(name as OptionalParameter))),
    // Where the endpoint takes no `detail`, a model cannot change that.
    imageDetail: profile.imageDetail === null || detail === undefined ? profile.imageDetail : detail,
    image: first(({ image }) => image) ?? profile.tokens.image,
    shutdownOn: first(({ shutdownOn }) => shutdownOn) ?? null,
    price: profile.prices.find((price) => matchesPattern(price.model, model)) ?? null,
  }
}
