import type { StopMove } from '../../geo/rounds/round.ts'
import type { ToldRound } from '../../geo/rounds/told.ts'
import { isOfToday } from './of-today.ts'
import type { KeptOp, Told } from './store.ts'

/** The body of an op that says what became of a stop. */
export type StopBody = { readonly round: string; readonly stop: string; readonly move: StopMove }

/** A round of the crew as it will be once what was said on this phone has landed. */
export type Tour = { readonly round: ToldRound; /** What the server has not confirmed. */ readonly waiting: number }

/** True for what this phone said of a round. A body that was sealed is not known any more. */
export const isOfRound = (op: Pick<KeptOp, 'kind' | 'body'>, round: string): boolean => op.kind === 'round.stop' && op.body !== null && (op.body as StopBody).round === round

/** What was said counts while it waits, and until the server's own word on the round has come back. A refused one is rolled back. */
const counts = (op: KeptOp, round: ToldRound) => isOfRound(op, round.id) && (op.state === 'waiting' || (op.state === 'delivered' && op.label.version !== null && round.version <= op.label.version))

/** The round after what was said of its stops on this phone. */
export function afterStops(round: ToldRound, ops: readonly KeptOp[]): ToldRound {
  return ops.filter((op) => counts(op, round)).reduce((now, op) => {
    const { stop: id, move } = op.body as StopBody
    const said = move.to === 'planned' ? { state: move.to, at: null, reason: null, note: '' } : { state: move.to, at: move.at, reason: move.reason ?? null, note: move.note ?? '' }
    return { ...now, stops: now.stops.map((stop) => (stop.id === id ? { ...stop, ...said } : stop)) }
  }, round)
}

/** The rounds of some crews of today, and those of which something was not taken in, earliest first, with what was said on this phone. */
export function toursOf(told: Pick<Told, 'rounds'>, ops: readonly KeptOp[], crews: readonly string[], nowMs: number): Tour[] {
  const concerns = (round: ToldRound) => isOfToday(round, nowMs) || ops.some((op) => isOfRound(op, round.id) && (op.state === 'waiting' || op.state === 'refused'))
  return told.rounds
    .filter((round) => crews.includes(round.crew) && concerns(round))
    .sort((a, b) => Date.parse(a.planned.from) - Date.parse(b.planned.from) || (a.id < b.id ? -1 : 1))
    .map((round) => ({ round: afterStops(round, ops), waiting: ops.filter((op) => op.state === 'waiting' && counts(op, round)).length }))
}
