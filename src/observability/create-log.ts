import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** What must never be in a log, wherever a caller puts it. */
const secretKeys = ['authorization', 'apiKey', 'opsKey', 'workerKey', 'secret', 'token', 'password', 'cookie']

/** JSON lines on standard error, so that standard output stays free for results. `name` says which process writes. */
export function createLog(options: { name: string; level: string; destination?: DestinationStream }): Log {
  return pino(
    {
      name: options.name,
      level: options.level,
      base: { name: options.name, pid: process.pid },
      redact: {
        paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]),
        censor: '[redacted]',
      },
    },
    options.destination ?? pino.destination({ dest: 2, sync: false }),
  )
}
