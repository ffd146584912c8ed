import type { Scope } from '../../geo/access/scope.ts'
import type { LiveEvent } from '../../geo/events/event.ts'
import type { Database } from '../db/database.ts'
import { cursorNow } from '../events/commands.ts'
import { eventsAfter, isAfter, newestCursor } from '../events/reading.ts'
import type { Logger } from '../log.ts'
import { makePresenceFeed, type PresenceFeed } from './presence-feed.ts'

/** The live stream behind every open desk: events in commit order, from a cursor, within a scope. */
export type LiveFeed = {
  /** The cursor of now. */
  head(): Promise<string>
  /** Events after a cursor, at once or as soon as there are some; an empty page when nothing happened within `waitMs`. Rejects with `cursor-unknown`. */
  next(cursor: string, scope: Scope, waitMs: number, signal: AbortSignal): Promise<{ events: LiveEvent[]; cursor: string }>
  /** Who is at which damage. */
  readonly presence: PresenceFeed
  /** Wakes every waiting reader for good, and listens no more. */
  close(): Promise<void>
}

const PAGE = 500
const POLL_MS = 400

/**
 * A live feed over the events table. One look at its head each 400 ms serves all readers of this process, and none is made while
 * nobody waits: other server processes' changes are seen too, without session state, on both databases and through a pooler.
 */
export function makeLiveFeed(database: Database, log: Logger): LiveFeed {
  /** Those who wait, by the cursor that they have read up to: news that came while one was reading wakes it too. */
  const waiting = new Map<() => void, string>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function look(): Promise<void> {
    try {
      const newest = await newestCursor(database)
      if (newest !== undefined) for (const [wake, read] of [...waiting]) if (isAfter(newest, read)) wake()
    } catch (error) {
      log.warn({ err: error }, 'the live feed could not look for news; it looks again')
    }
    timer = undefined
    schedule()
  }

  function schedule(): void {
    if (timer === undefined && waiting.size > 0 && !closed) timer = setTimeout(look, POLL_MS)
  }

  const wait = (read: string, ms: number, signal: AbortSignal) => new Promise<void>((resolve) => {
    const done = () => {
      waiting.delete(done)
      clearTimeout(limit)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const limit = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    waiting.set(done, read)
    schedule()
  })

  const presence = makePresenceFeed(database, log)
  return {
    presence,
    head: () => database.read(cursorNow),
    async next(cursor, scope, waitMs, signal) {
      const until = performance.now() + waitMs
      let at = cursor
      for (;;) {
        const page = await database.read((tx) => eventsAfter(tx, at, scope, PAGE))
        at = page.cursor
        const left = until - performance.now()
        if (page.events.length > 0 || closed || signal.aborted || left <= 0) return { events: page.events, cursor: at }
        if (!page.more) await wait(at, left, signal)
      }
    },
    async close() {
      closed = true
      clearTimeout(timer)
      for (const wake of [...waiting.keys()]) wake()
      await presence.close()
    },
  }
}
