import type { Refusal } from '../store/store.ts'
import { HttpProblem } from './http-problem.ts'

/** A store's refusal as the problem that its caller sees. */
export function refuse(refusal: Refusal): HttpProblem {
  switch (refusal.refused) {
    case 'not-found':
      return notFound('listing')
    case 'wrong-version':
      return new HttpProblem(
        412,
        'version-changed',
        'The listing has changed',
        `It is at version ${refusal.version} now: read it again, then decide.`,
        { headers: { etag: `"${refusal.version}"` } },
      )
    case 'too-many-photos':
      return new HttpProblem(
        400,
        'too-many-photos',
        'Too many photos',
        `A listing has at most ${refusal.countMax} photos, those that it has already included.`,
      )
    case 'wrong-state': {
      const { state, possible, publishing } = refusal
      const now = publishing ? `${state} and being published` : state
      const detail = `The listing is ${now}. Possible now: ${possible.join(', ')}.`
      return new HttpProblem(409, 'wrong-state', 'Not possible in this state', detail, { state, possible })
    }
  }
}

/** 404 for what is not there, and for what is another tenant's: the two look the same. */
export function notFound(what: string): HttpProblem {
  return new HttpProblem(404, `${what.replaceAll(' ', '-')}-not-found`, 'Not found', `There is no such ${what}.`)
}
