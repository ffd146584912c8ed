import type pg from 'pg'
import type { Logger } from '../log.ts'
import type { Database } from './database.ts'
import { sql, type Sql } from './sql.ts'

const AGAIN_MS = 3_000
const NAME = /^[a-z_]{1,40}$/

/** A notice to every process that listens to a channel; it leaves with the commit. Up to 8,000 bytes. */
export const notice = (channel: string, text: string): Sql => sql`select pg_notify(${channel}, ${text})`

/**
 * Listens to a channel on a connection of its own until it is ended; one that is lost is made again. A pooler that shares connections brings
 * nothing, so nothing may depend on it. `began` is called each time it listens anew: what was said before was missed.
 */
export function listenTo(database: Database, channel: string, log: Logger, heard: (text: string) => void, began: () => void): { end(): Promise<void> } {
  if (!NAME.test(channel)) throw new Error(`not the name of a channel: ${channel}`)
  let client: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined
  let ended = false

  function lost(error: unknown) {
    if (client === undefined) return
    client.release(true)
    client = undefined
    if (ended) return
    log.warn({ err: error, channel }, 'notices are not heard for a moment')
    timer = setTimeout(begin, AGAIN_MS)
  }

  async function connect(): Promise<void> {
    const made = await database.pool.connect()
    client = made
    made.on('notification', (message) => { if (message.channel === channel && client === made) heard(message.payload ?? '') })
    made.on('error', lost)
    made.on('end', () => { if (client === made) lost(undefined) })
    await made.query(`listen ${channel}`)
    if (ended) lost(undefined)
    else began()
  }

  let beginning: Promise<void> = Promise.resolve()
  function begin() {
    if (ended) return
    beginning = connect().catch((error: unknown) => {
      if (client !== undefined) lost(error)
      else if (!ended) {
        log.warn({ err: error, channel }, 'no connection to hear notices on; it is tried again')
        timer = setTimeout(begin, AGAIN_MS)
      }
    })
  }
  begin()

  return {
    async end() {
      ended = true
      clearTimeout(timer)
      await beginning
      lost(undefined)
    },
  }
}
