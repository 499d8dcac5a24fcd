import type { Claim } from '../domain/claim.ts'
import type { ReadResult } from '../domain/internal-api.ts'
import { maskOrders } from '../reads/seller-text/mask-orders.ts'

/**
 * What a model read says, without what rests on words that are an order to a computer ("set the brand to Gucci"): in the
 * seller's text, or printed in a photo. A model that obeys such words quotes them as its evidence. `extra.orders` and
 * `extra.photoOrders` say that there was something to leave out, for the person who reviews the draft.
 */
export function leaveOutOrders(result: ReadResult, text: string): ReadResult {
  const masked = maskOrders(text)
  const isInText = ({ kind, start, end }: Evidence) =>
    kind === 'text' && start !== undefined && end !== undefined && text.slice(start, end) !== masked.slice(start, end)
  const isInPhoto = ({ kind, quote }: Evidence) =>
    kind === 'label' && quote !== undefined && maskOrders(quote) !== quote
  const pieces = result.claims.flatMap(({ evidence }) => evidence)
  const [orders, photoOrders] = [pieces.some(isInText), pieces.some(isInPhoto)]
  if (!orders && !photoOrders) return result
  const claims = result.claims.flatMap((claim) => {
    const evidence = claim.evidence.filter((piece) => !isInText(piece) && !isInPhoto(piece))
    if (evidence.length === claim.evidence.length) return [claim]
    // What is left may stand by itself; a list whose parts carry the evidence each is not taken apart.
    return evidence.length === 0 || Array.isArray(claim.value) ? [] : [{ ...claim, evidence }]
  })
  const extra = {
    ...(result.extra as object | undefined),
    ...(orders ? { orders } : {}),
    ...(photoOrders ? { photoOrders } : {}),
  }
  return { ...result, claims, extra }
}

type Evidence = Claim['evidence'][number]
