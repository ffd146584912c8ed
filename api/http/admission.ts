import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../geo/problems.ts'
import type { Database } from '../db/database.ts'

/** How long an admitted request is expected to wait for its turn at most. */
const PATIENCE_MS = 1000
/** How long it waits when that was wrong. */
const GIVES_UP_MS = 20_000
/** Waiting places for each that works, however slow the work is. */
const PLACES = 2
/** A pace is believed so far ahead at first: what is measured while ten thousand knock at once is slower than what follows. Later as far ahead as it was measured. */
const BELIEVED_MS = 60_000
/** Up to here one is told the time itself, beyond it half of it: a pace that was too slow by half leaves no place empty. */
const NEAR_MS = 30_000
/** The pace is that of the quick ones among the latest: whoever comes too early costs an answer of a millisecond, whoever comes too late a place left empty. */
const LATEST = 40
const QUICK_SHARE = 0.25
/** A place in the order is kept for so long after the time at which its owner was told to come. */
const KEPT_MS = 60_000
const PLACES_AT_MOST = 50_000
/** What one sync takes before any was measured: alone, and amid a herd. */
const FIRST_GUESS_MS = 40
const FIRST_GUESS_AMID_MS = 200

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
 * An admission that spreads a herd. Whoever is turned away gets a place in an order, and is told to come back when it will be reached at the
 * pace at which work was measured to be done: the queue stands among the clients and not in this process. Who comes too early keeps the place
 * and is told anew, so that a pace that was wrong is wrong for as long again at most; and whoever finds nobody at work is let in out of order.
 */
export function makeAdmission({ atOnce, nowMs, random, after }: AdmissionWorld): Admission {
  let working = 0
  const latestMs: number[] = []
  let turnedAwayMs = -Infinity
  let crowdedFromMs = -Infinity
  const line: Waiting[] = []
  /** Who was turned away: their place in the order, and when they were told to come; the latest told is the last. */
  const places = new Map<string, { readonly place: number; readonly dueMs: number }>()
  let nextPlace = 0
  let gone = 0

  const turnMs = () => ([...latestMs].sort((a, b) => a - b)[Math.floor(latestMs.length * QUICK_SHARE)] ?? FIRST_GUESS_MS) / atOnce
  const meanTurnMs = () => (latestMs.length === 0 ? FIRST_GUESS_AMID_MS : latestMs.reduce((sum, ms) => sum + ms, 0) / latestMs.length) / atOnce
  const room = () => Math.max(PLACES * atOnce, Math.floor(PATIENCE_MS / meanTurnMs()))
  /** How many are before someone: those whose place comes first and who are not gone, as far as they went in their order. */
  const before = (who: string) => Math.max(0, (places.get(who)?.place ?? nextPlace) - gone)

  function leave(who: string): void {
    if (places.delete(who)) gone += 1
  }

  function turnAway(who: string): Problem<'busy'> {
    const now = nowMs()
    if (now - turnedAwayMs > BELIEVED_MS) crowdedFromMs = now
    turnedAwayMs = now
    for (const [other, { dueMs }] of places) {
      if (dueMs + KEPT_MS > now && places.size < PLACES_AT_MOST) break // in the order of their times, nearly
      leave(other)
    }
    const place = places.get(who)?.place ?? nextPlace++
    places.delete(who)
    const whenMs = Math.max(1, place - gone) * turnMs()
    const farMs = Math.min(whenMs / 2, Math.max(BELIEVED_MS, now - crowdedFromMs)) * (0.75 + random() / 4)
    const awayS = Math.ceil((whenMs > NEAR_MS ? Math.max(NEAR_MS / 2, farMs) : whenMs) / 1000)
    places.set(who, { place, dueMs: now + awayS * 1000 })
    return new Problem('busy', { retryAfterS: awayS })
  }

  function turn(who: string): Promise<void> {
    if (working < atOnce && line.length === 0) {
      working += 1
      return Promise.resolve()
    }
    if (line.length >= room() || before(who) > room()) return Promise.reject(turnAway(who))
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
      leave(who)
      const began = nowMs()
      try {
        return await work()
      } finally {
        latestMs.push(nowMs() - began)
        if (latestMs.length > LATEST) latestMs.shift()
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

/** Admits a route's requests by their session. The answer says how long it waited for its turn and how long the work took (Server-Timing, in ms). */
export const admitted = (admission: Admission): MiddlewareHandler => async (c, next) => {
  const cameMs = performance.now()
  let beganMs = cameMs
  await admission.enter(c.req.header('cookie') ?? c.req.header('authorization') ?? '', () => {
    beganMs = performance.now()
    return next()
  })
  c.header('server-timing', `turn;dur=${(beganMs - cameMs).toFixed(0)}, work;dur=${(performance.now() - beganMs).toFixed(0)}`)
}

/** Turns a route's requests away while what is more urgent waits: text first, photos later. */
export const standsBack = (admission: Admission, random: () => number): MiddlewareHandler => async (_, next) => {
  if (admission.crowded()) throw new Problem('busy', { retryAfterS: 5 + Math.floor(random() * 25) })
  await next()
}
