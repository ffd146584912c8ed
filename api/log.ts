import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** An error as far as it tells an engineer something: the database's own detail quotes the row that was refused, with note and position. */
function said(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown }
  return { type: error.name, message: error.message, code, constraint, stack: error.stack, ...(cause === undefined ? {} : { cause: said(cause) }) }
}

/** Structured logs, one JSON line each. Bodies, positions and credentials are never logged. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: said }, timestamp: () => `,"time":"${new Date().toISOString()}"` }
  return destination === undefined ? pino(options) : pino(options, destination)
}
