import type { Damage } from '../../geo/damages/damage.ts'
import { moveRepair, movesFrom } from '../../geo/repairs/lifecycle.ts'
import type { CrewEtr, Repair, RepairMove } from '../../geo/repairs/repair.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import { withStep } from '../../geo/repairs/with-step.ts'
import type { KeptOp, Told } from './store.ts'

/** A repair of the crew as it will be once the phone's moves have landed. */
export type Job = {
  readonly repair: Repair
  readonly damage: Damage | null
  /** The crew's own moves that the server has not confirmed. */
  readonly waiting: number
}

/** A move op's body. */
export type MoveBody = { readonly repair: string; readonly move: RepairMove }

/** The body of an op that says when the crew expects service back. */
export type EtrBody = { readonly repair: string; readonly etr: CrewEtr }

/** The body of an op that says what a repair gave back, or is to give back, before it is done. */
export type StepBody = { readonly repair: string; readonly step: StepAsked }

/** True for what this phone said of a repair: a move, or when service is back. A body that was sealed is not known any more. */
export const isOfRepair = (op: Pick<KeptOp, 'kind' | 'body'>, repair: string): boolean =>
  op.kind.startsWith('repair.') && op.body !== null && (op.body as MoveBody | EtrBody | StepBody).repair === repair

/** A move counts while it waits, and until the server's own word on the repair has come back. A refused one is rolled back. */
function counts(op: KeptOp, repair: Repair): boolean {
  if (!isOfRepair(op, repair.id)) return false
  return op.state === 'waiting' || (op.state === 'delivered' && op.label.version !== null && repair.version <= op.label.version)
}

/** The repair after the moves that were made on this phone, each by the same rule as on the server; one that is no longer possible is left out. */
export function afterMoves(repair: Repair, ops: readonly KeptOp[]): Repair {
  return ops.filter((op) => counts(op, repair)).reduce((now, op) => {
    if (op.kind === 'repair.etr') {
      const { at, madeAt, confidence } = (op.body as EtrBody).etr
      return { ...now, etr: { at, madeAt, confidence, source: 'crew' as const } }
    }
    if (op.kind === 'repair.step') {
      const { step } = op.body as StepBody
      return { ...now, steps: withStep(now.steps, { ...step, id: op.id, consumers: [], saidAt: step.at }) }
    }
    const { move } = op.body as MoveBody
    if (!movesFrom(now).includes(move.to)) return now
    const used = (move.parts ?? []).map((part) => ({ ...part, at: move.at }))
    return { ...moveRepair(now, move.to), blockedBy: move.blockedBy, blockedUntil: move.until ?? null, blockedWhy: move.to === 'blocked' ? move.note : '', blockedBySystem: false, since: move.at, parts: [...now.parts, ...used] }
  }, { ...repair, parts: repair.parts ?? [], steps: repair.steps ?? [] }) // a phone may have kept it from before these were counted
}

const DONE: readonly Repair['state'][] = ['closed', 'cancelled']

/** A job that is done stays on the list as long as this phone still lists what it did there. */
const concerns = (repair: Repair, ops: readonly KeptOp[]) =>
  !DONE.includes(repair.state) && (repair.state !== 'restored' || ops.some((op) => isOfRepair(op, repair.id)))

/** The jobs of the given crews that are not done, oldest first, with the phone's own moves applied. */
export function jobsOf(told: Pick<Told, 'repairs' | 'damages'>, ops: readonly KeptOp[], crews: readonly string[]): Job[] {
  const damages = new Map(told.damages.map((damage) => [damage.id, damage]))
  return told.repairs
    .filter((repair) => repair.crew !== null && crews.includes(repair.crew) && concerns(repair, ops))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .map((repair) => ({
      repair: afterMoves(repair, ops),
      damage: damages.get(repair.damage) ?? null,
      waiting: ops.filter((op) => op.state === 'waiting' && counts(op, repair)).length,
    }))
}
