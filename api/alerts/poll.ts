import { schedule } from 'node-cron'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import { maybe, run } from '../db/sql.ts'
import type { Logger } from '../log.ts'
import { holdRepairs } from '../repairs/holding.ts'
import { takeIn } from './commands.ts'
import { heardIn } from './picture.ts'
import * as queries from './queries.ts'

/** Where alerts are asked for, and what the poll needs of the world. */
export type Polling = { readonly database: Database; readonly url: string; readonly token: string | undefined; readonly fetch: typeof fetch; readonly clock: () => Date; readonly makeId: () => string; readonly log: Logger }

const EVERY_MS = 20_000
const SLOWEST_MS = 300_000
const GIVE_UP_MS = 10_000
const LONGEST_BYTES = 4 * 1024 * 1024
/** The source that is polled; there is one. */
const FEED = 'poll'

const Turn = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() })

/** Asks the source once, if it is due and no other server has: what it said is taken in; when it says nothing usable, nothing is confirmed and it is asked later. Gives true when it was heard. */
export async function pollOnce({ database, url, token, fetch, clock, makeId, log }: Polling): Promise<boolean> {
  const asked = clock()
  const turn = await database.write((tx) => maybe(tx, Turn, queries.claim(FEED, asked, EVERY_MS, SLOWEST_MS)))
  if (turn === undefined) return false
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(GIVE_UP_MS), redirect: 'error',
      headers: {
        accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(turn.etag === null ? {} : { 'if-none-match': turn.etag }), ...(turn.lastModified === null ? {} : { 'if-modified-since': turn.lastModified }),
      },
    })
    if (answer.status === 304) {
      await database.write((tx) => run(tx, queries.confirmed(FEED, asked, turn.etag, turn.lastModified)))
      return true
    }
    const text = await answer.text()
    const heard = answer.status === 200 && text.length <= LONGEST_BYTES ? heardIn(JSON.parse(text) as unknown) : undefined
    if (heard === undefined) throw new Error(`the source of alerts answered ${answer.status} with nothing that can be read`)
    const said = (name: string) => answer.headers.get(name)?.slice(0, 300) ?? null
    const done = await database.write(async (tx) => {
      const taken = await takeIn(tx, FEED, heard, asked, makeId)
      await run(tx, queries.confirmed(FEED, asked, said('etag'), said('last-modified')))
      if (taken.began + taken.ended > 0) await holdRepairs(tx, asked)
      return taken
    })
    if (done.began + done.ended > 0) log.info(done, 'alerts changed')
    return true
  } catch (error) {
    await database.write((tx) => run(tx, queries.failed(FEED)))
    log.warn({ err: error }, 'the source of alerts was not heard; alerts are unknown after two minutes')
    return false
  }
}

/** Asks the source of alerts on a clock. */
export function startAlerts(polling: Polling): { stop(): Promise<void> } {
  const task = schedule('*/20 * * * * *', async () => {
    try {
      await pollOnce(polling)
    } catch (error) {
      polling.log.error({ err: error }, 'alerts were not asked for; they are in twenty seconds')
    }
  }, { name: 'alerts', noOverlap: true, timezone: 'UTC' })
  return { stop: async () => { await task.destroy() } }
}
