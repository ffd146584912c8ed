import { describe, expect, test } from 'vitest'
import { EVERYWHERE } from '../../../geo/access/scope.ts'
import { sql } from '../../../api/db/sql.ts'
import type { Database } from '../../../api/db/database.ts'
import { makeLiveFeed } from '../../../api/live/live-feed.ts'
import { makeLog } from '../../../api/log.ts'
import { cookieOf, fillWorld } from '../../kit/world.ts'
import { withCommittingApi } from '../../kit/with-api.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const happen = (database: Database) => database.write((tx) => tx.query(sql`insert into events (actor, verb, noun, id) values ('test', 'site.changed', 'site', 'x')`))

describe('the live feed', () => {
  test('wakes a reader for what happened between its reading and its waiting', withCommittingApi(async (_, database) => {
    let slow = false
    // The same database, but the first reader's empty page is a second on its way.
    const lagging: Database = { ...database, async read(work) {
      const answer = await database.read(work)
      if (slow) { slow = false; await pause(1200) }
      return answer
    } }
    const feed = makeLiveFeed(lagging, makeLog('silent'))
    const never = new AbortController().signal
    try {
      const start = await feed.head()
      // Another reader keeps the feed looking for news meanwhile.
      const other = feed.next(start, EVERYWHERE, 8000, never)
      await pause(100)
      slow = true
      const lost = feed.next(start, EVERYWHERE, 6000, never)
      await pause(100)
      await happen(database)
      expect((await other).events).toHaveLength(1)
      const began = performance.now()
      expect((await lost).events).toHaveLength(1)
      expect(performance.now() - began).toBeLessThan(3000)
    } finally {
      await feed.close()
    }
  }))
})

describe('the live stream', () => {
  test('tells a reader whose cursor lies ahead of the database to start anew', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const answer = await api.call('GET', '/api/live?since=9223372036854775807.1', { headers: { cookie: cookieOf('dispatcher') } })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toMatch(/^event: reset/)
    await reader.cancel()
  }))
})
