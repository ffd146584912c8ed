import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { cancelRound, changeRound, getRound, listRounds, moveStop, planRound } from '../../geo/rounds/contract.ts'
import { Round } from '../../geo/rounds/round.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { hashOf } from '../reports/commands.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'
import { byIds } from './reading.ts'

const AT_MOST = 600

async function found(tx: Tx, id: string, now: Date, scope: Scope): Promise<Round> {
  const [round] = await byIds(tx, [id], now, scope)
  if (round === undefined) throw new Problem('round-not-found', { id })
  return round
}

/** Rounds and visits: planned, changed, cancelled, and what became of their stops. */
export function mountRounds(mount: Mount, makeId: () => string, timeZone: string): void {
  mount(listRounds, async ({ tx, scope, query, now }) => {
    const rounds = await many(tx, Round, queries.between({ ...query, area: query.area, now, limit: AT_MOST + 1 }, scope))
    return { rounds: rounds.slice(0, AT_MOST), more: rounds.length > AT_MOST }
  })
  mount(getRound, ({ tx, scope, params, now }) => found(tx, params.id, now, scope))
  mount(planRound, async ({ tx, actor, scope, params, body, sent, now }) => {
    await commands.plan(tx, actor, scope, { ...params, ...body, hash: hashOf(sent), now, makeId, timeZone })
    return found(tx, params.id, now, scope)
  })
  mount(changeRound, async ({ tx, actor, scope, params, body, now }) => {
    await commands.change(tx, actor, scope, { ...params, ...body, now, makeId })
    return found(tx, params.id, now, scope)
  })
  mount(cancelRound, async ({ tx, actor, scope, params, body, now }) => {
    await commands.cancel(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, now, scope)
  })
  mount(moveStop, async ({ tx, actor, scope, params, body, now }) => {
    await commands.moveStop(tx, actor, scope, { ...params, move: body })
    return found(tx, params.id, now, scope)
  })
}
