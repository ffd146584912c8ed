import { distanceM } from '../space/distance.ts'
import type { Position } from '../space/position.ts'
import { ROUND_KINDS } from '../rounds/kinds.ts'
import { isOver, type Round } from '../rounds/round.ts'
import { skillFor, type BoardRepair, type SkillName } from './plan.ts'

/** What a crew is planned for, whatever it is: what conflicts and workload are reckoned from. */
export type Work = {
  readonly id: string
  readonly noun: 'repair' | 'round' | 'visit'
  readonly crew: string | null
  readonly planned: { readonly from: string; readonly until: string } | null
  /** Where it begins and where it ends. */
  readonly begins: Position | null
  readonly ends: Position | null
  /** A clearance is needed and missing somewhere on it. */
  readonly uncleared: boolean
  /** What its crew must be trained for. */
  readonly skill: SkillName | undefined
  /** How long stops and the ways between them take; null where nobody knows. */
  readonly needsMs: number | null
  /** Done: nothing speaks against it any more. */
  readonly over: boolean
}

const SPEED_M_PER_MS = 40_000 / 3_600_000
const MINUTE_MS = 60_000

/** How long the way from one place to another takes, in milliseconds: as the crow flies, at 40 km/h. */
export const wayMs = (from: Position, to: Position): number => distanceM(from, to) / SPEED_M_PER_MS

/** How long stops take with the ways between them, in milliseconds. */
export const neededMs = (stops: readonly { readonly minutes: number; readonly position: Position }[]): number =>
  stops.reduce((sum, stop, nth) => sum + stop.minutes * MINUTE_MS + (nth === 0 ? 0 : wayMs(stops[nth - 1]!.position, stop.position)), 0)

/** A repair as its crew's work. */
export const workOfRepair = (one: BoardRepair): Work => ({
  id: one.id, noun: 'repair', crew: one.crew, planned: one.planned, begins: one.position, ends: one.position, uncleared: one.uncleared, skill: skillFor(one.kind), needsMs: null,
  over: one.state === 'restored' || one.state === 'field_complete',
})

/** A round, or a visit, as its crew's work. */
export const workOfRound = (one: Round): Work => ({
  id: one.id, noun: one.unscheduled ? 'visit' : 'round', crew: one.crew, planned: one.planned, begins: one.stops[0]?.position ?? null, ends: one.stops.at(-1)?.position ?? null,
  uncleared: one.stops.some(({ uncleared }) => uncleared), skill: ROUND_KINDS[one.kind].skill ?? undefined, needsMs: neededMs(one.stops), over: isOver(one),
})
