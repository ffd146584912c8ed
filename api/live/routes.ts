import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { DESK_READERS } from '../../geo/access/roles.ts'
import { live } from '../../geo/events/contract.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { sayPresence } from '../../geo/presence/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import { isReached } from '../damages/reading.ts'
import { admit, type Kept, type Mount } from '../http/mount.ts'
import { parse } from '../http/parse.ts'

const KEEP_ALIVE_MS = 15_000
const RETRY_MS = 1000
// A stream is ended now and then; the browser resumes by itself.
const LIFE_MS = 10 * 60_000
/** Who reads is looked up anew before anything is told, but no more often than so. */
const LOOK_AGAIN_MS = 1000

/** Who is at a damage: said by those who are there, and told to each other. */
export function mountPresence(mount: Mount, { live: feed }: Pick<Standing, 'live'>): void {
  mount(sayPresence, async ({ tx, actor, scope, body, now }) => {
    if (body.damage !== null && !(await isReached(tx, body.damage, scope))) throw new Problem('damage-not-found', { id: body.damage })
    const role = DESK_READERS.find((one) => actor.grants.some((grant) => grant.role === one)) ?? 'dispatcher'
    return { others: await feed.presence.say(tx, { ...body, actor: actor.id, role, since: now.toISOString() }) }
  })
}

/** The live stream: server-sent events from the cursor, in commit order, resumed by Last-Event-ID. */
export function mountLive(app: Hono<Kept>, { auth, live: feed, log, ready }: Standing): void {
  app.get(live.path, async (c) => {
    const { actor, scope } = await admit(auth, live, c)
    const query = parse(live.query, c.req.query(), 'query')
    const asked = c.req.header('last-event-id') ?? query.since
    const known = asked !== undefined && await isKnown(asked, scope)
    let cursor = known ? asked : await feed.head()
    c.header('x-accel-buffering', 'no')
    c.header('cache-control', 'no-cache, no-transform')
    return streamSSE(c, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      // A cursor that is not ours cannot be resumed from: the reader must fetch anew.
      if (asked !== undefined && !known) await stream.writeSSE({ event: 'reset', data: '{}', id: cursor, retry: RETRY_MS })
      else await stream.writeSSE({ event: 'hello', data: '{}', id: cursor, retry: RETRY_MS })
      const until = performance.now() + LIFE_MS
      let lookedMs = performance.now()
      // A session that ended or a role that changed ends the stream; who may still read resumes with what they may read now.
      const same = async () => {
        if (performance.now() - lookedMs < LOOK_AGAIN_MS) return true
        lookedMs = performance.now()
        const again = await admit(auth, live, c)
        return again.actor.id === actor.id && JSON.stringify(again.scope) === JSON.stringify(scope)
      }
      // Without an id: it is of the moment, and a reader does not resume from it.
      const deaf = feed.presence.hear(actor.id, (presence) => {
        stream.writeSSE({ event: 'presence', data: JSON.stringify(presence) }).catch((error: unknown) => log.debug({ err: error }, 'a reader went away'))
      })
      try {
        while (!stream.aborted && ready() && performance.now() < until) {
          const page = await feed.next(cursor, scope, KEEP_ALIVE_MS, gone.signal)
          if (!(await same())) break
          cursor = page.cursor
          for (const event of page.events) await stream.writeSSE({ event: 'change', id: event.cursor, data: JSON.stringify(event) })
          if (page.events.length === 0 && !stream.aborted) await stream.write(': still here\n\n')
        }
      } catch (error) {
        // Its answer has long begun: the stream ends, and the browser resumes from its last event.
        if (!(error instanceof Problem)) log.warn({ requestId: c.get('requestId'), err: error }, 'a live stream broke off')
      } finally {
        deaf()
      }
    })
  })

  async function isKnown(cursor: string, scope: Scope): Promise<boolean> {
    try {
      await feed.next(cursor, scope, 0, AbortSignal.abort())
      return true
    } catch (error) {
      if (error instanceof Problem && error.problem === 'cursor-unknown') return false
      throw error
    }
  }
}
