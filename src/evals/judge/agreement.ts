import { exactInterval, type Share } from '../exact-interval.ts'

/** Two raters, or a judge and its gold, on yes or no. */
export type Rated = { gold: boolean; got: boolean }

export type Agreement = {
  /** How often both say the same, with its exact 95 % interval. */
  agreed: Share
  /** Cohen's kappa: agreement beyond what chance would bring, 1 at most; null where chance alone would always agree. */
  kappa: number | null
  bothYes: number
  bothNo: number
  /** Said yes where gold says no. */
  falseYes: number
  falseNo: number
}

/** How far a judge can be believed (Cohen 1960). */
export function agreement(rated: readonly Rated[]): Agreement {
  const count = (gold: boolean, got: boolean) => rated.filter((each) => each.gold === gold && each.got === got).length
  const [bothYes, bothNo, falseYes, falseNo] = [
    count(true, true),
    count(false, false),
    count(false, true),
    count(true, false),
  ]
  const of = rated.length
  const byChance = ((bothYes + falseNo) * (bothYes + falseYes) + (bothNo + falseYes) * (bothNo + falseNo)) / (of * of)
  const agreed = exactInterval(bothYes + bothNo, of)
  const kappa = byChance < 1 ? (agreed.share - byChance) / (1 - byChance) : null
  return { agreed, kappa, bothYes, bothNo, falseYes, falseNo }
}
