import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../geo/problems.ts'
import type { Database } from '../db/database.ts'

/** How long an admitted request is expected to wait for its turn at most. */
const PATIENCE_MS = 1000
/** How long it waits when that was wrong. */
const GIVES_UP_MS = 20_000
/** Waiting places for each that works, however slow the work is. */
const PLACES = 2
/** Turns are promised somewhat slower than they come, so that who comes back finds room. */
const SLOWER = 1.1
/** The longest that anyone is asked to stay away: a pace that was measured while ten thousand knocked at once is not believed for longer. */
const LONGEST_AWAY_S = 120
/** A promised turn is kept for so long after its time. */
const KEPT_MS = 60_000
const PROMISES_AT_MOST = 50_000
/** What one sync takes before any was measured. */
const FIRST_GUESS_MS = 40

/** Lets so many work at once; the others wait their turn, not many and not long, and who finds no room is told when to come back. */
export type Admission = {
  /** Does the work when its turn has come. Throws `busy` with the seconds to stay away. `who` is anything that names the same client again. */
  enter<T>(who: string, work: () => Promise<T>): Promise<T>
  /** True while someone waits or was turned away a moment ago: what is less urgent stands back. */
  crowded(): boolean
}

/** What an admission stands on. */
export type AdmissionWorld = {
  readonly atOnce: number
  readonly nowMs: () => number
  readonly random: () => number
  readonly after: (waitMs: number, then: () => void) => () => void
}

type Waiting = { readonly begin: () => void }

/**
 * An admission that spreads a herd. Whoever is turned away is promised a turn at the pace at which work was measured to be done, so that the
 * queue stands among the clients and not in this process; and who comes back at their promised time goes before those who come new.
 */
export function makeAdmission({ atOnce, nowMs, random, after }: AdmissionWorld): Admission {
  let working = 0
  let tookMs = FIRST_GUESS_MS
  let nextTurnMs = -Infinity
  let nextDueMs = -Infinity
  let turnedAwayMs = -Infinity
  const line: Waiting[] = []
  const promised = new Map<string, number>()

  const turnMs = () => tookMs / atOnce
  const room = () => Math.max(PLACES * atOnce, Math.floor(PATIENCE_MS / turnMs()))

  function turnAway(who: string): Problem<'busy'> {
    const now = nowMs()
    turnedAwayMs = now
    for (const [other, at] of promised) {
      if (at + KEPT_MS > now && promised.size < PROMISES_AT_MOST) break // in the order of their promises, nearly
      promised.delete(other)
    }
    if (isDue(who)) {
      // Whose time had come is not sent to the end again; but it took longer than was promised, and the pace is kept.
      nextDueMs = Math.max(nextDueMs, now) + turnMs()
      return new Problem('busy', { retryAfterS: Math.min(LONGEST_AWAY_S, Math.ceil((nextDueMs - now) / 1000)) })
    }
    nextTurnMs = Math.max(nextTurnMs, now + PATIENCE_MS) + turnMs() * SLOWER
    let awayS = Math.ceil((nextTurnMs - now) / 1000)
    if (awayS > LONGEST_AWAY_S) {
      // The far end of a very long queue is not worth a promise: anywhere in its second half.
      nextTurnMs = now + LONGEST_AWAY_S * 1000
      awayS = Math.ceil(LONGEST_AWAY_S * (0.5 + random() / 2))
    }
    promised.delete(who)
    promised.set(who, now + awayS * 1000)
    return new Problem('busy', { retryAfterS: awayS })
  }

  /** True of who was promised a turn that has come, or is about to. */
  function isDue(who: string): boolean {
    const at = promised.get(who)
    return at !== undefined && at <= nowMs() + 1000
  }

  function turn(who: string): Promise<void> {
    const due = isDue(who)
    if (working < atOnce && line.length === 0) {
      working += 1
      return Promise.resolve()
    }
    // While turns are promised, what room there is belongs to those who were promised them.
    if (line.length >= room() || (!due && nextTurnMs > nowMs() + PATIENCE_MS)) return Promise.reject(turnAway(who))
    return new Promise((begin, give) => {
      const mine: Waiting = { begin: () => { giveUp(); working += 1; begin() } }
      const giveUp = after(GIVES_UP_MS, () => {
        line.splice(line.indexOf(mine), 1)
        give(turnAway(who))
      })
      line.push(mine)
    })
  }

  return {
    async enter(who, work) {
      await turn(who)
      promised.delete(who)
      const began = nowMs()
      try {
        return await work()
      } finally {
        tookMs += (nowMs() - began - tookMs) / 20
        working -= 1
        if (working < atOnce) line.shift()?.begin()
      }
    },
    crowded: () => line.length > 0 || nowMs() - turnedAwayMs < PATIENCE_MS,
  }
}

const CONNECTIONS_OF_OTHERS = 0.6

/** How many syncs may write at once: well below the connections of the pool, so that the desk always has some. The embedded database has one for all. */
export const syncsAtOnce = ({ kind, pool }: Pick<Database, 'kind' | 'pool'>): number =>
  (kind === 'embedded' ? 2 : Math.max(1, Math.floor((pool.options?.max ?? 10) * (1 - CONNECTIONS_OF_OTHERS))))

/** Admits a route's requests by their session. */
export const admitted = (admission: Admission): MiddlewareHandler => (c, next) => admission.enter(c.req.header('cookie') ?? c.req.header('authorization') ?? '', next)

/** Turns a route's requests away while what is more urgent waits: text first, photos later. */
export const standsBack = (admission: Admission, random: () => number): MiddlewareHandler => async (_, next) => {
  if (admission.crowded()) throw new Problem('busy', { retryAfterS: 5 + Math.floor(random() * 25) })
  await next()
}
