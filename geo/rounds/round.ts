import { z } from 'zod'
import { Problem } from '../problems.ts'
import { Window } from '../repairs/repair.ts'
import { Position } from '../space/position.ts'
import { Instant, Names, text } from '../text.ts'
import { RoundKind, SkipReason, StopState } from './kinds.ts'

/** The most stops of a round. */
export const MOST_STOPS = 40
const LONGEST_MS = 7 * 86_400_000

/** A stop of a round: a site, what is to be done there, how long that takes, and how it stands. */
export const Stop = z.object({
  id: z.uuid(), site: z.uuid(), number: z.number().int(), names: Names, siteKind: z.string(), areaNames: Names, position: Position,
  task: z.string(), minutes: z.number().int(),
  state: StopState,
  /** When it was visited or skipped, by the clock of who said so; why it was skipped, and what was said of it. */
  at: z.string().nullable(), reason: SkipReason.nullable(), note: z.string(),
  /** A zone of mines and the like, or the area, asks for a clearance that nobody has given for that time. */
  uncleared: z.boolean(),
  /** The open damage of the site. */
  damage: z.uuid().nullable(),
  /** The damage that the crew reported there on this round. */
  reported: z.uuid().nullable(),
})
export type Stop = z.infer<typeof Stop>

/** How a round comes again: each so many days, at a minute of the day by the clock of its area. */
export const Repetition = z.object({
  id: z.uuid(), everyDays: z.number().int(), minute: z.number().int(), zone: z.string(), last: z.string().nullable(), endedAt: z.string().nullable(),
})
export type Repetition = z.infer<typeof Repetition>

/** A planned tour of a crew to sites; or, unscheduled, its visit to one site outside of any. */
export const Round = z.object({
  id: z.uuid(), kind: RoundKind, unscheduled: z.boolean(), crew: z.uuid(), crewName: z.string(), note: z.string(),
  planned: z.object({ from: z.string(), until: z.string() }),
  area: z.string().nullable(), areaNames: Names,
  /** In the order in which they are visited. */
  stops: z.array(Stop),
  /** Null when it is for once. */
  repeats: Repetition.nullable(),
  cancelled: z.object({ at: z.string(), why: z.string() }).nullable(),
  createdAt: z.string(), version: z.number().int(),
})
export type Round = z.infer<typeof Round>

/** A stop as it is asked for; the id of one that is there already keeps what became of it. */
export const StopAsked = z.strictObject({ id: z.uuid().nullable().default(null), site: z.uuid(), task: text(300).default(''), minutes: z.number().int().min(1).max(1440) })
export type StopAsked = z.infer<typeof StopAsked>

/** When a round is; at most a week long. */
export const RoundWindow = Window.refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= LONGEST_MS, { path: ['until'], message: 'a round lasts a week at most' })

const Day = z.iso.date()
/** The stops of a round. */
export const Stops = z.array(StopAsked).min(1).max(MOST_STOPS)

/** A round or a visit to be. */
export const RoundAsked = z.strictObject({
  crew: z.uuid(), kind: RoundKind, unscheduled: z.boolean().default(false), note: text(1000).default(''), planned: RoundWindow, stops: Stops,
  /** Each so many days at the hour at which it begins, by the clock of its area, through a last day or until it is ended. */
  repeats: z.strictObject({ everyDays: z.number().int().min(1).max(366), last: Day.nullable().default(null) }).nullable().default(null),
}).refine((asked) => !asked.unscheduled || asked.repeats === null, { path: ['repeats'], message: 'a visit that nobody scheduled does not come again' })
  .refine((asked) => !asked.unscheduled || asked.stops.length === 1, { path: ['stops'], message: 'a visit is to one site' })
export type RoundAsked = z.infer<typeof RoundAsked>

/** What a round is changed to; what is left out stays. */
export const RoundChange = z.strictObject({
  crew: z.uuid().optional(), kind: RoundKind.optional(), note: text(1000).optional(), planned: RoundWindow.optional(), stops: Stops.optional(),
})
export type RoundChange = z.infer<typeof RoundChange>

/** What is said of a stop, by desk and phone; `at` is the sayer's clock. */
export const StopMove = z.strictObject({ to: StopState, at: Instant, reason: SkipReason.nullable().default(null), note: text(500).default('') })
  .refine((move) => (move.to === 'skipped') === (move.reason !== null), { path: ['reason'], message: 'say why it is skipped, and only when it is skipped' })
  .refine((move) => move.reason !== 'other' || move.note.trim() !== '', { path: ['note'], message: 'say why it is skipped' })
export type StopMove = z.infer<typeof StopMove>

type Standing = Pick<Stop, 'id' | 'site' | 'state'>

/** True once there is nothing left to visit. */
export const isOver = (round: { readonly stops: readonly Pick<Stop, 'state'>[] }): boolean => round.stops.every(({ state }) => state !== 'planned')

/**
 * The stops that are asked for, each with the one that it stays, if it does. What was visited or skipped stays, at its site. Throws `round-stop-done`.
 */
export function changedStops(before: readonly Standing[], asked: readonly StopAsked[]): { readonly asked: StopAsked; readonly stays: string | null }[] {
  const known = new Map(before.map((stop) => [stop.id, stop]))
  const after = asked.map((stop) => ({ asked: stop, stays: stop.id !== null && known.get(stop.id)?.site === stop.site ? stop.id : null }))
  const staying = new Set(after.map(({ stays }) => stays))
  const lost = before.find(({ id, state }) => state !== 'planned' && !staying.has(id))
  if (lost !== undefined) throw new Problem('round-stop-done', { id: lost.id })
  return after
}
