import { HangtagError } from '../domain/hangtag-error.ts'

/** Opaque cursors of one list. Reading one that this list did not make throws `HangtagError` code `cursor-invalid`. */
export function pageCursor(list: string, form: RegExp) {
  return {
    write: (place: string) => Buffer.from(`${list} ${place}`).toString('base64url'),
    read: (cursor: string): RegExpExecArray => {
      const text = Buffer.from(cursor, 'base64url').toString('utf8')
      const place = text.startsWith(`${list} `) ? form.exec(text.slice(list.length + 1)) : null
      if (place !== null) return place
      throw new HangtagError('This cursor was not made by this list; start without one', {
        code: 'cursor-invalid',
        disposition: 'give-up',
      })
    },
  }
}
