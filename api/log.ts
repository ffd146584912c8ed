import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** Structured logs, one JSON line each. Bodies, positions and credentials are never logged. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }
  return destination === undefined ? pino(options) : pino(options, destination)
}
